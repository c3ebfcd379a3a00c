// Links in the page's address, what is shared, whether a link or a report is true of an image, and Back and Forward.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { analyse, artifacts, command, dist, launch, openPage, serve, single } from './support.mjs';

const sample = join(dist, 'sample.tar');
const run = (...options) => execFileSync(command, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

let browser, folder, site, saved, report, full, card;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  site = await serve();
  saved = join(folder, 'sample.report.json');
  report = execFileSync(command, ['analyze', '--format', 'json', sample], { encoding: 'utf8' });
  writeFileSync(saved, report);
  full = run('link', sample, '--include', 'paths,commands', '--title', 'What it weighs', '--author', 'Doe, Jane', '--doi', '10.1000/182');
  card = run('link', sample, '--card');
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const fragmentOf = (address) => address.slice(address.indexOf('#'));

const withPage = (name, { fragment = () => '', permissions, ...options }, body) => test(name, async () => {
  const page = await openPage(browser, site.url + fragment(), { acceptDownloads: true, permissions, ...options });
  try {
    await body(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

const essence = async (page) => {
  await page.waitForFunction(() => window.plimsoll?.report()?.schema.startsWith('plimsoll.essence/'));
  return page.evaluate(() => window.plimsoll.report());
};
const image = (page) => page.waitForFunction(() => window.plimsoll?.report()?.schema.startsWith('plimsoll.report/'));
const complaint = async (page) => {
  await page.locator('#complaint:not([hidden])').waitFor({ state: 'attached' });
  return page.locator('#complaint').textContent();
};
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById('status').textContent.includes(wanted), text);
const hash = (page) => page.evaluate(() => location.hash);
const leadsTo = (page, fragment) => page.waitForFunction((wanted) => location.hash === wanted, fragment);
const settled = (page) => page.evaluate(async () => {
  let before = -1;
  while (before !== window.plimsoll.frames()) {
    before = window.plimsoll.frames();
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
});
/** Presses a key so often; what it does takes some frames to come. */
const press = async (page, key, times = 1) => {
  for (let time = 0; time < times; time += 1) {
    const before = await page.evaluate(() => window.plimsoll.frames());
    await page.keyboard.press(key);
    await page.waitForFunction((frames) => window.plimsoll.frames() >= frames + 3, before);
  }
};
const requested = () => [...site.requests];
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const opened = (link) => JSON.parse(run('open', '--format', 'json', link));

withPage('a link of the command opens with what is in it, and loads nothing more', { fragment: () => fragmentOf(full) }, async (page) => {
  assert.deepEqual(await essence(page), opened(full));
  assert.match(await page.locator('#report').textContent(), /come from the link and were not recomputed here/);
  assert.equal(await page.locator('#report h1').textContent(), 'What it weighs');
  assert.equal(await page.locator('#report a').count(), 0);
  await page.waitForLoadState('networkidle');
  const before = requested();
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'link.png') });
  for (const [number, view] of ['Overview', 'Layers', 'Files', 'Packages', 'Types', 'Findings', 'Taxonomy', 'Study'].entries()) {
    await page.keyboard.press(String(number + 1));
    if (number > 0) await says(page, view);
  }
  assert.deepEqual(requested(), before);
  assert.equal((await hash(page)).replace(/&.*/, ''), fragmentOf(full));  // it stays in the address
});

withPage('a card opens, and so does a link that is pasted into the address of the open page', { fragment: () => fragmentOf(card) }, async (page) => {
  assert.deepEqual(await essence(page), opened(card));
  await page.evaluate((fragment) => { location.hash = fragment; }, fragmentOf(full));
  await page.waitForFunction(() => window.plimsoll.report().card === false);
  assert.deepEqual(await essence(page), opened(full));
  await page.goBack();
  await page.waitForFunction(() => window.plimsoll.report().card === true);
});

withPage('a damaged link says what is wrong, and the page goes on', {}, async (page) => {
  const text = fragmentOf(full).slice(3);
  const middle = Math.floor(text.length / 2);
  const other = text[middle] === 'A' ? 'B' : 'A';
  const damaged = {
    'cut at its end': text.slice(0, -20),
    'cut in the middle': text.slice(0, middle),
    'a letter changed': text.slice(0, middle) + other + text.slice(middle + 1),
    'a letter missing': text.slice(0, middle) + text.slice(middle + 1),
    'two letters swapped': text.slice(0, 10) + text[11] + text[10] + text.slice(12),
    'of a newer version': text.replace(/^r1/, 'r2'),
    'of no version': text.replace(/^r1/, 'rx'),
    'nothing but its beginning': 'r1.',
    'something else': '%3Cscript%3Ealert(1)%3C/script%3E',
    'far too long': `r1.${'A'.repeat(20_000)}.00000000`,
    'checked, but empty': 'r1..00000000',
  };
  for (const [name, broken] of Object.entries(damaged)) {
    await page.evaluate((fragment) => { location.hash = fragment; }, `r=${broken}`);
    await page.waitForFunction(() => !document.getElementById('complaint').hidden, null, { timeout: 5000 }).catch(() => assert.fail(name));
    assert.match(await complaint(page), /^The link can't be shown: /, name);
    assert.equal(await page.evaluate(() => window.plimsoll.report()), null, name);
  }
  await page.evaluate((fragment) => { location.hash = fragment; }, 'r=r2.AAAA.00000000');
  await page.waitForFunction(() => /newer/.test(document.getElementById('complaint').textContent));
  // The page opens what it is given, as ever.
  await analyse(page, sample);
  await leadsTo(page, '');
});

test('what a link says is text, whatever it holds', async () => {
  const hostile = JSON.parse(report);
  const name = '<img src=x onerror="window.broken=1"><a href="javascript:window.broken=1">x</a>';
  hostile.image.references = [name];
  hostile.largest_files[0].path = `/${name}`;
  writeFileSync(join(folder, 'hostile.json'), JSON.stringify(hostile));
  const link = run('link', join(folder, 'hostile.json'), '--include', 'paths', '--title', name, '--author', name);
  const page = await openPage(browser, site.url + fragmentOf(link));
  try {
    assert.equal((await essence(page)).title, name);
    assert.equal(await page.locator('#report h1').textContent(), name);
    assert.equal(await page.locator('#report img, #report a, #report script').count(), 0);
    await settled(page);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

withPage('window.plimsoll.link() gives what the command gives, with what is ticked', {}, async (page) => {
  await assert.rejects(page.evaluate(() => window.plimsoll.link()), /nothing is shown/);
  await analyse(page, sample);
  const link = (options) => page.evaluate((given) => window.plimsoll.link(given), options);
  const plain = await link();
  assert.ok(plain.startsWith(`${site.url}#r=r1.`));
  assert.ok(plain.length <= 2000);
  assert.deepEqual(opened(plain), opened(run('link', sample, '--base', site.url)));
  const bare = opened(await link({ references: false }));
  assert.deepEqual(bare.image.references.shown, []);
  assert.equal(bare.source.name, null);
  assert.ok(bare.layers.shown.every(({ command: words }) => words === null));
  assert.deepEqual(bare.environment.shown, []);
  assert.deepEqual(bare.labels.shown, []);
  const all = { paths: true, commands: true, environment: true, labels: true };
  assert.deepEqual(opened(await link(all)), opened(run('link', sample, '--base', site.url, '--include', Object.keys(all).join(','))));
  const told = opened(await link({ title: 'T', authors: ['Doe, Jane', 'Roe'], doi: 'doi:10.1000/182', card: true }));
  assert.deepEqual([told.card, told.title, told.authors, told.doi], [true, 'T', ['Doe, Jane', 'Roe'], '10.1000/182']);
  await assert.rejects(link({ doi: 'none' }), /no DOI/);
  assert.match(await link({ base: '' }), /^#r=r1\./);
  await page.keyboard.press('2');
  await leadsTo(page, '#view=layers');
  assert.match(await link({ view: true }), /&view=layers$/);
});

withPage('the panel Share is worked by the keyboard alone, and its link opens with the same', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await analyse(page, sample);
  await settled(page);
  await page.keyboard.press('s');
  await says(page, 'Share');
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'share.png') });
  // Close is first; the five ticks follow it.
  await press(page, 'Tab', 2);
  await press(page, 'Space');  // paths
  await press(page, 'Tab', 4);
  await settled(page);
  await page.keyboard.type('A title');
  await settled(page);
  // From the field on: authors, DOI, the view, Copy link.
  await press(page, 'Tab', 4);
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'share-keyboard.png') });
  await press(page, 'Enter');
  await says(page, 'Link copied');
  const link = await clipboard(page);
  const found = opened(link);
  assert.equal(found.title, 'A title');
  assert.equal(found.shared.paths, true);
  assert.equal(found.shared.commands, false);
  // Digits are of the panel while it is open.
  assert.equal(await hash(page), '');
  await page.keyboard.press('Escape');
  await settled(page);
  await page.keyboard.press('2');
  await leadsTo(page, '#view=layers');
  const other = await openPage(browser, link);
  assert.deepEqual(await essence(other), found);
  await other.close();
  assert.deepEqual(site.requests.filter((path) => path.includes('r1')), []);  // what is in a link goes nowhere
});

withPage('what came by a link is shared again, and no more than it had', { fragment: () => fragmentOf(full) }, async (page) => {
  await essence(page);
  const again = opened(await page.evaluate(() => window.plimsoll.link({ paths: true, commands: true, environment: true, labels: true,
    title: 'What it weighs', authors: ['Doe, Jane'], doi: '10.1000/182', base: '' })));
  assert.deepEqual(again, opened(full));
  const less = opened(await page.evaluate(() => window.plimsoll.link({ references: false })));
  assert.deepEqual(less.shared, { references: false, paths: false, commands: false, environment: false, labels: false });
  await page.keyboard.press('s');
  await says(page, 'Share');
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'share-link.png') });
});

withPage('a link is held against the image, and is true of it', { fragment: () => fragmentOf(full) }, async (page) => {
  await essence(page);
  assert.equal(await page.evaluate(() => window.plimsoll.verdict()), null);
  await page.waitForLoadState('networkidle');
  const before = requested();
  await page.setInputFiles('#file', sample);
  await image(page);
  const verdict = await page.evaluate(() => window.plimsoll.verdict());
  assert.deepEqual(verdict, JSON.parse(run('open', full, '--against', sample, '--format', 'json')));
  assert.ok(verdict.is_true);
  await says(page, `All ${verdict.equal} fields that the link gives are as found.`);
  assert.equal(await page.locator('#report .verdict.good').count(), 1);
  assert.equal(await page.locator('#report caption', { hasText: 'What the link says, and what was found' }).count(), 1);
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'verdict-true.png') });
  await leadsTo(page, '');  // what is shown is no link any more
  assert.deepEqual(requested(), before);
});

withPage('a report that is not true of the image is told apart field by field', {}, async (page) => {
  const edited = JSON.parse(report);
  edited.totals.file_bytes += 1000;
  edited.layers[0].file_bytes += 1000;
  const file = join(folder, 'edited.json');
  writeFileSync(file, JSON.stringify(edited));
  await page.setInputFiles('#file', file);
  await image(page);
  assert.match(await page.locator('#report').textContent(), /was changed after it was made/);
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'report-changed.png') });
  await page.setInputFiles('#file', sample);
  await page.waitForFunction(() => window.plimsoll.verdict() !== null);
  const { differs, equal, fields } = await page.evaluate(() => window.plimsoll.verdict());
  assert.ok(differs > 0);
  const changed = fields.filter(({ verdict }) => verdict === 'differs');
  assert.ok(changed.every(({ said, found }) => said !== found));
  assert.ok(changed.some(({ group }) => group === 'Layers'));
  await says(page, `${differs} of ${differs + equal} fields that the report edited.json gives differ.`);
  assert.equal(await page.locator('#report .verdict.bad').count(), 1);
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'verdict-false.png') });
  // Another image has nothing to do with it.
  await page.setInputFiles('#file', { name: 'other.json', mimeType: '', buffer: Buffer.from(report) });
  await page.waitForFunction(() => window.plimsoll.verdict() === null);
});

withPage('a report and its image that come together are held against each other', {}, async (page) => {
  await page.setInputFiles('#file', [sample, saved]);
  await page.waitForFunction(() => window.plimsoll.verdict() !== null);
  const verdict = await page.evaluate(() => window.plimsoll.verdict());
  assert.ok(verdict.is_true);
  await says(page, 'fields that the report sample.report.json gives are as found');
});

withPage('views are in the address, and Back and Forward go from one to the other', { fragment: () => '#view=layers&layer=1&theme=none' }, async (page) => {
  await analyse(page, sample);
  await settled(page);
  assert.equal(await hash(page), '#view=layers&layer=1&theme=none');  // as it was given
  await page.keyboard.press('4');
  await leadsTo(page, '#view=packages');
  await page.keyboard.press('1');
  await leadsTo(page, '');
  await page.goBack();
  await leadsTo(page, '#view=packages');
  await says(page, 'Packages');
  await page.goBack();
  await says(page, 'Layers');
  await page.goForward();
  await says(page, 'Packages');
  await page.evaluate(() => { location.hash = 'view=nowhere'; });
  await says(page, 'Overview');
  // Another image starts at its beginning: the view was no wish of the reader's.
  await page.keyboard.press('3');
  await leadsTo(page, '#view=files');
});

withPage('a link with a view opens there, over what was shown, and Back leads to that', {}, async (page) => {
  await analyse(page, sample);
  await page.keyboard.press('2');
  await leadsTo(page, '#view=layers');
  const fragment = `${fragmentOf(full)}&view=findings`;
  await page.evaluate((wanted) => { location.hash = wanted; }, fragment);
  await essence(page);
  assert.equal(await hash(page), fragment);
  await page.goBack();
  await image(page);
  await leadsTo(page, '#view=layers');
});

test('what a link with a view names is scrolled to', async () => {
  const pictures = [];
  for (const view of ['overview', 'findings']) {
    const page = await openPage(browser, `${site.url}${fragmentOf(full)}&view=${view}`);
    try {
      await essence(page);
      await settled(page);
      pictures.push(await page.screenshot({ clip: { x: 0, y: 60, width: 1280, height: 700 } }));  // below the tabs
    } finally {
      await page.close();
    }
  }
  assert.ok(!pictures[0].equals(pictures[1]));
});

test('the page as one file shares the fragment, and opens a link from a disk', async () => {
  const page = await openPage(browser, pathToFileURL(single).href + fragmentOf(full));
  try {
    assert.deepEqual(await essence(page), opened(full));
    assert.match(await page.evaluate(() => window.plimsoll.link()), /^#r=r1\./);
    await page.keyboard.press('s');
    await says(page, 'Share');
    await settled(page);
    await page.screenshot({ path: join(artifacts, 'share-disk.png') });
  } finally {
    await page.close();
  }
});

test('what the panel saves and copies is what it says', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  try {
    await page.goto(site.url);
    await page.waitForFunction(() => window.plimsoll !== undefined);
    await analyse(page, sample);
    await page.keyboard.press('s');
    await says(page, 'Share');
    await settled(page);
    // Close, five ticks, three fields, the view, Copy link; then the card and the QR code, and the citations.
    const enter = async (steps) => {
      await press(page, 'Tab', steps);
      await press(page, 'Enter');
    };
    await enter(11);
    await says(page, 'Card link copied');
    const cardLink = await clipboard(page);
    assert.ok(cardLink.length <= 600);
    assert.ok(opened(cardLink).card);
    await enter(1);  // the QR code
    await settled(page);
    await page.screenshot({ path: join(artifacts, 'share-qr.png') });
    await enter(1);
    await says(page, 'Citation copied');
    assert.match(await clipboard(page), /^@misc\{[\s\S]*url[\s\S]*r1\./);
    await enter(1);
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('['));
    assert.equal(JSON.parse(await clipboard(page)).length, 1);
    const [json] = await Promise.all([page.waitForEvent('download'), enter(2)]);
    assert.match(json.suggestedFilename(), /\.report\.json$/);
    assert.deepEqual(JSON.parse(readFileSync(await json.path(), 'utf8')), JSON.parse(report));
    const [svg] = await Promise.all([page.waitForEvent('download'), enter(1)]);
    assert.match(readFileSync(await svg.path(), 'utf8'), /^<svg[^>]*>/);
    // Other formats: what writes them loads now, from the page's own host.
    assert.ok(!requested().some((path) => /exports\./.test(path)));
    await enter(1);
    // The citation before it has the name, too, and begins with a bracket.
    await page.waitForFunction(async () => /^[^[].*plimsoll\/sample/s.test(await navigator.clipboard.readText()));
    assert.ok(requested().some((path) => path.endsWith('/exports.wasm')));
    const saves = async (steps, name, pattern) => {
      const [download] = await Promise.all([page.waitForEvent('download'), enter(steps)]);
      assert.match(download.suggestedFilename(), name);
      assert.match(readFileSync(await download.path(), 'latin1'), pattern);
    };
    await saves(1, /^plimsoll-.*\.md$/, /plimsoll\/sample/);
    await saves(1, /^plimsoll-.*\.tex$/, /\\begin\{table/);
    await saves(1, /^plimsoll-.*\.html$/, /^<!doctype html>/i);
    await saves(2, /^plimsoll-.*image\.csv$/, /^[a-z_,]+\r\n/);
    await saves(2, /^plimsoll-.*load\.svg$/, /^<\?xml[^>]*>\s*<svg[^>]*>/);
    await saves(1, /^plimsoll-.*load\.png$/, /^\x89PNG/);
  } finally {
    await context.close();
  }
});
