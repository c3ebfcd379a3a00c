// The views of a study's data set: its items by keyboard, what is saved of them, the address, and the list of projects.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, openPage, serve } from './support.mjs';

// A folder that has a part of the study's replication package.
const dataset = join(process.env.PLIMSOLL_STUDY ?? '', 'EASE2022-sample.zip');
const skip = !existsSync(dataset) && 'PLIMSOLL_STUDY is no folder with a data set';

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
});

const withDataset = (name, { fragment = '', ...options }, body) => test(name, { skip }, async (t) => {
  const page = await openPage(browser, site.url + fragment, { acceptDownloads: true, ...options });
  try {
    await page.setInputFiles('#file', dataset);
    await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 120_000 });
    await page.waitForTimeout(300);  // until it has been drawn
    await body(page, t);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

const hash = (page) => page.evaluate(() => location.hash);
const leadsTo = (page, fragment) => page.waitForFunction((wanted) => location.hash === wanted, fragment);
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById('status').textContent.includes(wanted), text);

const items = ['funnel', 'table1', 'fig2', 'fig3a', 'fig3b', 'fig4a', 'fig4b', 'table2', 'fig5a', 'fig5b', 'read'];

withDataset('every table and figure is reached by the keyboard, and named in the address', {}, async (page) => {
  await page.keyboard.press('Home');
  await leadsTo(page, '#view=study/funnel');
  for (const item of items.slice(1)) {
    await page.keyboard.press('ArrowDown');
    await leadsTo(page, `#view=study/${item}`);
  }
  await page.keyboard.press('ArrowDown');  // the last one stays
  await page.keyboard.press('ArrowUp');
  await leadsTo(page, '#view=study/fig5b');
  await page.keyboard.press('m');
  await leadsTo(page, '#view=study/fig5b/corrected');
});

withDataset('a link leads to its figure', { fragment: '#view=study/fig4a/corrected' }, async (page) => {
  await leadsTo(page, '#view=study/fig4a/corrected');
});

withDataset('what is no place of a data set is ignored', { fragment: '#view=study/fig9<script>' }, async (page) => {
  const now = (await hash(page)).replace('#view=study/', '');
  assert.ok(items.includes(now), now);
});

withDataset('each export holds what it says', { fragment: '#view=study/fig3a/corrected' }, async (page) => {
  await leadsTo(page, '#view=study/fig3a/corrected');
  const saved = async (key) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(key)]);
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  };
  const stem = /-fig3a-corrected\.(\w+)$/;
  const svg = await saved('s');
  assert.equal(stem.exec(svg.name)?.[1], 'svg');
  assert.match(svg.content.toString(), /^<\?xml[^>]*>\s*<svg [\s\S]*<title>[\s\S]*<\/svg>\s*$/);
  const png = await saved('p');
  assert.equal(stem.exec(png.name)?.[1], 'png');
  assert.deepEqual([...png.content.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const [, width] = /width="([\d.]+)"/.exec(svg.content.toString());
  assert.equal(png.content.readUInt32BE(16), Math.round(2 * Number(width)));
  const csv = await saved('c');
  assert.equal(stem.exec(csv.name)?.[1], 'csv');
  assert.match(csv.content.toString(), /^Category,Instruction,Measure,Unit,Published,Recomputed,Corrected,/);
  const json = await saved('j');
  assert.equal(stem.exec(json.name)?.[1], 'json');
  assert.equal(typeof JSON.parse(json.content.toString()), 'object');
  const markdown = await saved('d');
  assert.equal(stem.exec(markdown.name)?.[1], 'md');
  assert.match(markdown.content.toString(), /\n\|[^\n]*\|\n\|[-:| ]+\|\n/);
  const latex = await saved('l');
  assert.equal(stem.exec(latex.name)?.[1], 'tex');
  assert.match(latex.content.toString(), /\\begin\{(tabular|longtable)\}/);
});

withDataset('a link to what is shown is copied', { fragment: '#view=study/table2' }, async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await leadsTo(page, '#view=study/table2');
  await page.keyboard.press('k');
  await says(page, 'Link copied');
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith('#view=study/table2'));
});

withDataset('projects are searched, opened and closed by the keyboard', { fragment: '#view=projects' }, async (page) => {
  await leadsTo(page, '#view=projects');
  await page.mouse.click(300, 92);
  await page.keyboard.type('apollo');
  await page.keyboard.press('Enter');
  await says(page, 'pollo');
  await page.keyboard.press('Escape');
  await says(page, 'Projects');
});
