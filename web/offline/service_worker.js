// Keeps the page's own files, so that it opens without a network. It answers for these files only, and asks for nothing else.
//
// A file is kept by its name and what it holds: an update loads only what has changed, and a host whose files are of two
// versions, for the moment that they are uploaded in, is not taken for a new version.

'use strict';

// make-service-worker writes it: the SHA-256 of each file, in base64url.
const files = {};

const scope = new URL('./', self.location);
const cacheName = `plimsoll ${scope.pathname}`;  // other pages of the host have caches as well

const keyOf = (name) => new URL(`${name}?sha256=${files[name]}`, scope).href;

const digestOf = async (bytes) => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const keep = async (cache, name) => {
  const key = keyOf(name);
  if (await cache.match(key)) return;
  const response = await fetch(new URL(name, scope), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${name}: HTTP status ${response.status}`);
  const copy = response.clone();
  if (await digestOf(await response.arrayBuffer()) !== files[name]) throw new Error(`${name} is of another version`);
  await cache.put(key, copy);
};

const keepAll = async () => {
  const cache = await caches.open(cacheName);
  await Promise.all(Object.keys(files).map((name) => keep(cache, name)));
};

const dropOthers = async () => {
  const cache = await caches.open(cacheName);
  const wanted = new Set(Object.keys(files).map(keyOf));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  await self.clients.claim();
};

const answer = async (request, name) => {
  const cache = await caches.open(cacheName);
  return await cache.match(keyOf(name)) ?? fetch(request);  // the browser may have cleared it
};

addEventListener('install', (event) => event.waitUntil(keepAll()));
addEventListener('activate', (event) => event.waitUntil(dropOthers()));

addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});

addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const name = decodeURIComponent(pathname.slice(scope.pathname.length)) || 'index.html';
  if (Object.hasOwn(files, name)) event.respondWith(answer(event.request, name));
});
