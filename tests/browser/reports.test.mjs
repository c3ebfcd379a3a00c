// Saved reports: dropped, at an address beside the page, and on another host.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { analyse, artifacts, command, dist, launch, openPage, serve, single } from './support.mjs';

const sample = join(dist, 'sample.tar');
const views = ['Overview', 'Layers', 'Files', 'Packages', 'Types', 'Findings', 'Dockerfile', 'Taxonomy', 'Study', 'Compare'];

let browser, folder, saved, expected, site, other, closed;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  const text = execFileSync(command, ['analyze', '--format', 'json', sample], { encoding: 'utf8' });
  expected = JSON.parse(text);
  saved = join(folder, 'sample.report.json');
  writeFileSync(saved, text);
  cpSync(dist, join(folder, 'site'), { recursive: true });
  writeFileSync(join(folder, 'site/sample.report.json'), text);
  writeFileSync(join(folder, 'site/none.json'), '{"schema": "something else"}');
  site = await serve(join(folder, 'site'));
  other = await serve(join(folder, 'site'), { 'Access-Control-Allow-Origin': '*' });
  closed = await serve(join(folder, 'site'));
});
after(async () => {
  await browser.close();
  for (const each of [site, other, closed]) each.close();
  rmSync(folder, { recursive: true });
});

const withPage = (name, address, body) => test(name, async () => {
  const page = await openPage(browser, site.url + address);
  try {
    await body(page);
  } finally {
    await page.close();
  }
});

const shown = async (page) => {
  await page.waitForFunction(() => window.plimsoll?.report());
  return page.evaluate(() => window.plimsoll.report());
};
const complaint = async (page) => {
  await page.locator('#complaint:not([hidden])').waitFor({ state: 'attached' });
  return page.locator('#complaint').textContent();
};
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById('status').textContent.includes(wanted), text);

withPage('a saved report that is dropped shows what it says, and that it was not computed here', '', async (page) => {
  assert.deepEqual(await analyse(page, saved), expected);
  for (const [number, view] of [...views.entries()].reverse()) {
    await page.keyboard.press(String((number + 1) % 10));
    await says(page, view);
    await page.screenshot({ path: join(artifacts, `report-${view.toLowerCase()}.png`) });
  }
  assert.match(await page.locator('#report').textContent(), /what the report sample\.report\.json says.*Nothing of it was computed here/s);
  assert.deepEqual(page.complaints, []);
  // An image afterwards is one that was read.
  await page.setInputFiles('#file', sample);
  await page.waitForFunction(() => !document.getElementById('report').textContent.includes('Nothing of it was computed'));
});

withPage('what is no report is refused with its reason', '', async (page) => {
  await page.setInputFiles('#file', join(folder, 'site/none.json'));
  assert.match(await complaint(page), /^none\.json .*report/);
  await page.setInputFiles('#file', { name: 'cut.json', mimeType: '', buffer: Buffer.from(JSON.stringify(expected).slice(0, 5000)) });
  await page.waitForFunction(() => document.getElementById('complaint').textContent.startsWith('cut.json'));
  const strange = { ...expected, layers: expected.layers.map((layer) => ({ ...layer, files: -1 })) };
  await page.setInputFiles('#file', { name: 'strange.json', mimeType: '', buffer: Buffer.from(JSON.stringify(strange)) });
  await page.waitForFunction(() => document.getElementById('complaint').textContent.includes('layers[0].files'));
});

withPage('a name in a report is text, whatever it holds', '', async (page) => {
  const name = '<img src=x onerror="window.broken=1"><b>bold</b>';
  const hostile = structuredClone(expected);
  hostile.image.references = [name];
  await page.setInputFiles('#file', { name: 'hostile.json', mimeType: '', buffer: Buffer.from(JSON.stringify(hostile)) });
  await page.waitForFunction(() => window.plimsoll.report()?.image.references[0].startsWith('<img'));
  assert.equal(await page.locator('#report img, #report b').count(), 0);
  assert.equal(await page.locator('#report h1').textContent(), name);
  assert.equal(await page.evaluate(() => window.broken), undefined);
});

withPage('a report beside the page opens by its address', '?report=sample.report.json', async (page) => {
  assert.deepEqual(await shown(page), expected);
  assert.deepEqual(page.complaints, []);
});

withPage('an address without a report says so', '?report=missing.json', async (page) => {
  assert.equal(await complaint(page), 'missing.json could not be loaded (HTTP status 404).');
});

withPage('an address with a percent sign that begins nothing is loaded like any other', '?report=100%25zz.json', async (page) => {
  assert.match(await complaint(page), /^100%zz\.json could not be loaded \(HTTP status \d+\)\.$/);
});

withPage('an address that is none says so', '?report=javascript:alert(1)', async (page) => {
  assert.match(await complaint(page), /is no address that a report could be at/);
});

test('a report on another host is loaded when the reader agrees, by a page that sees no files', async () => {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  try {
    await page.goto(`${site.url}?report=${encodeURIComponent(`${other.url}sample.report.json`)}`);
    await page.waitForURL(/fetch\.html/);
    const before = other.requests.length;
    assert.equal(await page.locator('#host').textContent(), new URL(other.url).host);
    assert.equal(await page.locator('input').count(), 0);
    await page.waitForTimeout(300);
    assert.equal(other.requests.length, before);  // not before the reader agrees
    await page.screenshot({ path: join(artifacts, 'fetch.png') });
    await page.locator('#fetch').click();
    await page.waitForURL((url) => !url.pathname.endsWith('fetch.html'));
    assert.deepEqual(await shown(page), expected);
  } finally {
    await page.close();
  }
});

test('a host that forbids it, or has no report, gets a message that says what to do', async () => {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  try {
    await page.goto(`${site.url}?report=${encodeURIComponent(`${closed.url}sample.report.json`)}`);
    await page.locator('#fetch').click();
    assert.match(await complaint(page), /does not let other sites read its files.*Download the report there/);
    await page.goto(`${site.url}?report=${encodeURIComponent(`${other.url}missing.json`)}`);
    await page.locator('#fetch').click();
    assert.match(await complaint(page), /answers with status 404/);
    await page.goto(`${site.url}?report=${encodeURIComponent(`${other.url}none.json`)}`);
    await page.locator('#fetch').click();
    await page.waitForURL((url) => !url.pathname.endsWith('fetch.html'));
    assert.match(await complaint(page), /^none\.json /);
    await page.goto(`${site.url}fetch.html?report=javascript:alert(1)`);
    assert.match(await complaint(page), /names no address/);
    assert.ok(await page.locator('#fetch').isHidden());
  } finally {
    await page.close();
  }
});

test('the page as one file opens a report from the disk, and loads none', async () => {
  const page = await openPage(browser, `${pathToFileURL(single).href}?report=${encodeURIComponent(`${other.url}sample.report.json`)}`);
  try {
    assert.match(await complaint(page), /as one file, which connects to nothing: download it, and drop it here/);
    assert.deepEqual(await analyse(page, saved), expected);
  } finally {
    await page.close();
  }
});
