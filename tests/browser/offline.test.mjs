// The page without a network: kept by the browser, installed, and as one file from a disk, in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { analyse, analyseNatively, dist, firefox, launch, launchFirefox, openPage, root, serve, single } from './support.mjs';

const sample = join(dist, 'sample.tar');
const withoutFirefox = firefox === null && 'there is no Firefox';

let browser, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** The browser has kept all of the page. */
const kept = (page) => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller === null)
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
});

const same = (report) => {
  const expected = analyseNatively(sample);
  assert.equal(report.totals.file_bytes, expected.totals.file_bytes);
  assert.deepEqual(report.layers.map(({ digest }) => digest), expected.layers.map(({ digest }) => digest));
  assert.deepEqual(report.findings, expected.findings);
};

test('loaded once, it opens and analyses an image without a network', async () => {
  const site = await serve();
  const context = await browser.newContext();
  try {
    const page = await openPage(context, site.url);
    await kept(page);
    site.close();
    site.dropConnections();
    site.requests.length = 0;
    await page.reload();
    await page.waitForFunction(() => window.plimsoll !== undefined);
    same(await analyse(page, sample));
    // A query, as a link to a report has one, is the same page.
    await page.goto(`${site.url}?report=nowhere.json`);
    await page.waitForFunction(() => window.plimsoll !== undefined);
    assert.deepEqual(site.requests, []);
  } finally {
    await context.close();
    site.close();
  }
});

test('what the browser keeps is what the folder has, each file by its digest', async () => {
  const site = await serve();
  const context = await browser.newContext();
  try {
    const page = await openPage(context, site.url);
    await kept(page);
    const names = await page.evaluate(async () => {
      const [name, ...others] = await caches.keys();
      if (others.length > 0) throw new Error('there are several caches');
      return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url));
    }).then((urls) => urls.length);
    const files = execFileSync('find', [dist, '-type', 'f', '!', '-name', 'service_worker.js'], { encoding: 'utf8' }).trim().split('\n');
    assert.equal(names, files.length);
  } finally {
    await context.close();
    site.close();
  }
});

test('a new version is loaded when the reader asks for it, whole or not at all', async () => {
  const copy = join(folder, 'site');
  cpSync(dist, copy, { recursive: true });
  const make = () => execFileSync(join(root, 'web/offline/make-service-worker'),
    [join(root, 'web/offline/service_worker.js'), copy, join(copy, 'service_worker.js')]);
  const site = await serve(copy);
  const context = await browser.newContext();
  const headline = (page) => page.locator('h1').textContent();
  try {
    const page = await openPage(context, site.url);
    await kept(page);
    const index = readFileSync(join(copy, 'index.html'), 'utf8');

    // Half of an update is there: the service worker is new, a file that it names is not.
    writeFileSync(join(copy, 'index.html'), index.replace(/(<h1>).*?(<\/h1>)/, '$1A new one$2'));
    make();
    writeFileSync(join(copy, 'index.html'), index);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => {});
      const { installing } = registration;
      if (installing !== null)
        await new Promise((resolve) => installing.addEventListener('statechange', () => installing.state === 'redundant' && resolve()));
    });
    await page.reload();
    assert.match(await headline(page), /How heavily/);
    assert.ok(await page.locator('#update').isHidden());

    // All of it is.
    writeFileSync(join(copy, 'index.html'), index.replace(/(<h1>).*?(<\/h1>)/, '$1A new one$2'));
    await page.reload();
    await page.locator('#update').waitFor({ state: 'visible' });
    assert.match(await headline(page), /How heavily/);
    site.requests.length = 0;
    await Promise.all([page.waitForEvent('load'), page.locator('#update').click()]);
    assert.equal(await headline(page), 'A new one');
    await page.waitForFunction(() => window.plimsoll !== undefined);
    same(await analyse(page, sample));
  } finally {
    await context.close();
    site.close();
  }
});

test('it can be installed, and opens archives from the system', async () => {
  const site = await serve();
  const context = await browser.newContext();
  try {
    const page = await openPage(context, site.url);
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A context of a test is a private window, which nothing is installed from.
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
    const { errors, data } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.ok(JSON.parse(data).file_handlers[0].accept['application/x-tar'].includes('.tar'));
  } finally {
    await context.close();
    site.close();
  }
});

test('a file that the installed page is opened with is analysed', async () => {
  const site = await serve();
  const page = await browser.newPage();
  try {
    // What the browser does then, before the page's scripts ask for it.
    await page.addInitScript(() => {
      Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => { window.launch = consumer; } } });
    });
    await page.goto(site.url);
    await page.waitForFunction(() => window.launch !== undefined);
    await page.evaluate(async () => {
      const content = await (await fetch('sample.tar')).blob();
      window.launch({ files: [{ getFile: async () => new File([content], 'sample.tar') }] });
    });
    await page.waitForFunction(() => window.plimsoll.report() !== null);
    same(await page.evaluate(() => window.plimsoll.report()));
  } finally {
    await page.close();
    site.close();
  }
});

test('as one file it opens from a disk and analyses an image', async () => {
  const page = await openPage(browser, pathToFileURL(single).href);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  try {
    same(await analyse(page, sample));
    assert.deepEqual(requests.filter((url) => !url.startsWith('blob:')), []);
    assert.deepEqual(page.complaints, []);
    const [licences] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => document.querySelector('[data-link="licences"]').click())]);
    await licences.waitForLoadState();
    assert.match(await licences.locator('body').textContent(), /zlib/);
  } finally {
    await page.close();
  }
});

test('as one file it is below 2 MB', () => {
  const { length } = readFileSync(single);
  assert.ok(length < 2_000_000, `${length} bytes`);
});

const inFirefox = async (url, body) => {
  const started = await launchFirefox();
  try {
    const page = await started.newPage();
    await page.goto(url);
    await page.waitForFunction(() => window.plimsoll !== undefined);
    await body(page);
  } finally {
    await started.close();
  }
};

const analyseInFirefox = async (page) => {
  const chooser = await page.$('#file');
  await chooser.uploadFile(sample);
  await page.waitForFunction(() => window.plimsoll.report() !== null);
  return page.evaluate(() => window.plimsoll.report());
};

test('Firefox opens the one file from a disk and analyses an image', { skip: withoutFirefox }, async () => {
  await inFirefox(pathToFileURL(single).href, async (page) => same(await analyseInFirefox(page)));
});

test('Firefox opens the site and analyses an image', { skip: withoutFirefox }, async () => {
  const site = await serve();
  try {
    await inFirefox(site.url, async (page) => same(await analyseInFirefox(page)));
  } finally {
    site.close();
  }
});
