// Has the browser keep the page, so that it opens without a network, and tells when a newer one has been loaded.

import { isSingleFile } from './own_files.js';

const byId = (id) => document.getElementById(id);

const offer = (worker) => {
  byId('update').hidden = false;
  byId('update').addEventListener('click', () => {
    // Only now: what is open here would go on with files of two versions.
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage('take over');
  }, { once: true });
};

const watch = (registration) => {
  if (registration.waiting !== null) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing.addEventListener('statechange', () => {
      // Without one that is in charge, this is the first, and nothing is newer.
      if (installing.state === 'installed' && navigator.serviceWorker.controller !== null) offer(installing);
    });
  });
};

/** Does nothing where the browser keeps no pages: without https, in some private windows, from a file. */
export const keepForOffline = async () => {
  if (isSingleFile || !('serviceWorker' in navigator)) return;
  try {
    watch(await navigator.serviceWorker.register(new URL('service_worker.js', import.meta.url)));
  } catch {
    // The page works as well without.
  }
};
