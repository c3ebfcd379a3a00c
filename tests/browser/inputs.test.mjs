// What can be opened in the page: folders, archives that are compressed as a whole, and one image of several.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { analyse, analyseNatively, command, dist, launch, openPage, serve } from './support.mjs';

const sample = join(dist, 'sample.tar');
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
const archives = (process.env.PLIMSOLL_ARCHIVES ?? '').split(':');
const multi = archives.find((file) => file.endsWith('tiny.multi.tar'));

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const withPage = (name, options, body) => test(name, options, async () => {
  const page = await openPage(browser, site.url);
  try {
    await body(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

const finished = async (page) => {
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 60_000 });
  return page.evaluate(() => window.plimsoll.report());
};

withPage('a folder is read as the command reads it', {}, async (page) => {
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  execFileSync('tar', ['-xf', sample, '-C', unpacked]);
  await page.setInputFiles('#folder', unpacked);
  const report = await finished(page);
  assert.equal(report.source.name, 'unpacked');
  assert.ok(report.layers.length > 0);
  assert.deepEqual(report, analyseNatively(unpacked));
});

withPage('an archive that is compressed as a whole is read in one pass', {}, async (page) => {
  const packed = join(folder, 'sample.tar.gz');
  writeFileSync(packed, gzipSync(readFileSync(sample)));
  const report = await analyse(page, packed);
  assert.equal(report.source.compression, 'gzip');
  assert.deepEqual(report, analyseNatively(packed));
});

withPage('a folder that holds no image is one sentence', {}, async (page) => {
  const notes = join(folder, 'notes');
  mkdirSync(notes);
  writeFileSync(join(notes, 'a.txt'), 'Ahoy');
  await page.setInputFiles('#folder', notes);
  await page.waitForFunction(() => document.getElementById('complaint').textContent !== '');
  assert.match(await page.locator('#complaint').textContent(), /^notes is not an image archive: .* a folder without/);
});

withPage('of several images another can be chosen', { skip: !multi && 'no archive with several' }, async (page) => {
  const first = await analyse(page, multi);
  assert.equal(first.source.shown, 0);
  assert.equal(first.images.length, 2);
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForFunction(() => window.plimsoll.report()?.source.shown === 1);
  const second = await page.evaluate(() => window.plimsoll.report());
  const native = JSON.parse(execFileSync(command, ['analyze', '--format', 'json', '--image', '#2', multi]));
  assert.deepEqual(second, native);
  const byName = await page.evaluate(async (bytes) => {
    const file = new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], 'tiny.multi.tar');
    return window.plimsoll.open(file, { platform: 'linux/arm64' });
  }, readFileSync(multi).toString('base64'));
  assert.deepEqual(byName, native);
});
