// The platform that this browser runs on, as images name it: of several images, the one for it is shown first.

const architectures = { 'x86 64': 'amd64', 'arm 64': 'arm64', 'arm 32': 'arm', 'x86 32': '386' };

const ask = async () => {
  const told = await navigator.userAgentData?.getHighEntropyValues(['architecture', 'bitness']).catch(() => null);
  const architecture = architectures[`${told?.architecture} ${told?.bitness}`];
  return architecture ? `linux/${architecture}` : '';
};

/** "linux/arm64", or '' where the browser does not tell. */
export const ownPlatform = ask();
