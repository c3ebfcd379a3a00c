// What can be done from the palette, beside going to a view or to what was found.

/** Of the archive that is shown: its other images, by name and platform. */
const otherImages = ({ images, source }, openImage) => images.map(({ references, platform, digest }, number) => {
  const on = platform.os ? `${platform.os}/${platform.architecture}` : '';
  const name = references[0] ?? (on === '' ? digest : '');
  return { name: `Show ${[name, on].filter((part) => part !== '').join(' ')}`, detail: 'also in this archive', act: () => openImage(`#${number + 1}`) };
}).filter((_, number) => number !== source.shown);

/**
 * The commands that there are now: {name, act} and, where they have them, `detail` and `keys`. `image` is the report of the image
 * that is shown, or null, and `archive` whether its archive was read here; `act` has what they do.
 */
export const commandsFor = ({ hasReport, image, archive, view, hasSample, settings, act }) => [
  { name: 'Open files', keys: 'Ctrl+O', act: act.chooseFiles },
  { name: 'Open a folder', act: act.chooseFolder },
  ...(image !== null && archive ? otherImages(image, act.openImage) : []),
  hasSample && { name: 'Open the sample image', act: act.openSample },
  hasReport && { name: 'Share: links, cards, citations, other formats', keys: 'S', act: act.share },
  image !== null && { name: 'Compare with another image', act: act.chooseOther },
  image !== null && archive && { name: 'Verify: compute every digest, and find files with the same content', act: act.verify },
  hasReport && { name: 'Save the report as JSON', keys: 'Ctrl+S', act: act.saveReport },
  view === 'text' ? { name: 'Leave the text version', act: act.leaveText } : { name: 'Text version', act: () => act.show('text') },
  view !== 'landing' && { name: 'To the start', act: () => act.show('landing') },
  { name: 'Larger text', detail: `${settings.textSize} %`, act: () => settings.changeTextSize(1) },
  { name: 'Smaller text', detail: `${settings.textSize} %`, act: () => settings.changeTextSize(-1) },
  settings.isDark ? { name: 'Light', act: () => settings.setAppearance('light') } : { name: 'Dark', act: () => settings.setAppearance('dark') },
  settings.appearance !== 'system' && { name: 'Dark or light, as the system', act: () => settings.setAppearance('system') },
  { name: 'Keys and help', keys: '?', act: act.openHelp },
  { name: 'What the figures mean', act: () => act.link('help') },
  { name: 'Licences', act: () => act.link('licences') },
].filter((command) => command !== false);
