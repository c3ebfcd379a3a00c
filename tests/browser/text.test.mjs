// The text version: all that a report says is in it, by the names of the canvas's views; how it is walked through; and how the
// reader has the page look.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { analyse, analyseNatively, artifacts, dist, launch, openPage, serve, studyPackage } from './support.mjs';

const sample = join(dist, 'sample.tar');
const tiny = (process.env.PLIMSOLL_ARCHIVES ?? '').split(':').find((file) => file.endsWith('tiny.docker25.tar') && existsSync(file));

let site, browser, folder;
before(async () => {
  mkdirSync(artifacts, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const withPage = (name, { skip = false, ...options }, body) => test(name, { skip }, async (t) => {
  const page = await openPage(browser, site.url, options);
  try {
    await body(page, t);
  } finally {
    await page.close();
  }
});

const said = (page) => page.locator('#status').textContent();

/** The text version is shown and whole, with all that can be opened in it. */
const showText = async (page) => {
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await page.locator('#report[aria-busy=false] h1').waitFor();
  await page.evaluate(async () => {
    for (let closed; (closed = [...document.querySelectorAll('#report details:not([open])')]).length > 0;) {
      for (const each of closed) each.open = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
};

const visible = (text) => text.replace(/[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu, (mark) => `\\u{${mark.codePointAt(0).toString(16)}}`);

// What advice has between backquotes is an element of its own there.
const inWords = (path, text) => (path.endsWith('.advice') ? text.replaceAll('`', '') : text);

/**
 * What of a report's texts and large numbers the text version has not. `passes` says which members need not be there, by
 * patterns of their paths.
 */
const missing = async (page, report, passes) => {
  const { text, titles } = await page.evaluate(() => ({
    text: document.getElementById('report').textContent,
    titles: [...document.querySelectorAll('#report [title]')].map(({ title }) => title),
  }));
  const exact = new Set(titles);
  const absent = [];
  const walk = (value, path) => {
    if (passes.some((pattern) => pattern.test(path))) return;
    if (Array.isArray(value)) value.slice(0, 500).forEach((each) => walk(each, `${path}[]`));
    else if (value !== null && typeof value === 'object') for (const [key, each] of Object.entries(value)) walk(each, `${path}.${key}`);
    else if (typeof value === 'string' && value !== '' && !text.includes(visible(inWords(path, value))) && !exact.has(value)) absent.push(`${path}: ${value}`);
    else if (Number.isInteger(value) && value >= 1000 && !exact.has(`${value.toLocaleString('en')} bytes`) && !text.includes(value.toLocaleString('en')))
      absent.push(`${path}: ${value}`);
  };
  walk(report, '');
  return absent;
};

// The format itself; what only programs ask for; and what other members say in words.
const always = [/^\.schema$/, /^\.generator/, /^\.digest$/, /\.id$/, /\.metric$/, /^\.source\.compression$/];
const ofImages = [...always, /^\.image\.(media_type|config_bytes|platforms)/, /^\.images\[\]\.digest/, /\.history\[\]\.created_by$/, /\.role$/,
  // Evidence that weighs next to nothing is counted only.
  /\.evidence\[\]\.(where|what|why)$/, /^\.layers\[\]\.study_file_types/,
  // Sums that the layers' own figures make up; a path counts once for each of its links.
  /^\.totals\.tar_bytes$/, /^\.filesystem\.path_bytes$/];

for (const file of [sample, tiny].filter(Boolean))
  withPage(`all that the report of ${file.replace(/.*\//, '')} says is in the text version`, {}, async (page) => {
    const report = await analyse(page, file);
    await showText(page);
    assert.deepEqual(await missing(page, report, ofImages), []);
    const commands = report.findings.flatMap(({ advice }) => advice.split('`').filter((_, at) => at % 2 === 1));
    const asCode = await page.locator('#text-findings ~ .scroll td:last-child code').allTextContents();
    assert.ok(commands.length > 0);
    assert.deepEqual(asCode, commands);
    assert.deepEqual(page.complaints, []);
    // A check that cannot fail would prove nothing.
    await page.evaluate(() => document.getElementById('text-layers').parentElement.remove());
    assert.ok((await missing(page, report, ofImages)).some((line) => line.startsWith('.layers[].digest')));
  });

withPage('and all of a comparison', { skip: tiny === undefined }, async (page) => {
  await analyse(page, sample);
  await page.setInputFiles('#other', tiny);
  await page.waitForFunction(() => window.plimsoll.comparison() !== null);
  await showText(page);
  const comparison = await page.evaluate(() => window.plimsoll.comparison());
  assert.deepEqual(await missing(page, comparison, [...always, /^\.layers\.rows\[\]\.[ab]\.(digest|diff_id|files)/, /\.role$/, /\.location$/,
    /^\.files\.\w+\.rows\[\]\.[ab]\.(target|mode|user|group)/, /^\.layers\.(shared|only)\.[ab]\.blob_bytes/, /^\.files\.changed\.bytes/, /^\.totals\.\w+\.difference/]), []);
});

withPage('and all of a link', {}, async (page) => {
  await analyse(page, sample);
  const address = await page.evaluate(() => window.plimsoll.link({ paths: true, commands: true, environment: true, labels: true, title: 'A title', authors: ['Doe, Jane'], doi: '10.1000/182' }));
  await page.goto(address);
  await page.reload();
  await page.waitForFunction(() => window.plimsoll?.report()?.schema === 'plimsoll.essence/1');
  await showText(page);
  const report = await page.evaluate(() => window.plimsoll.report());
  assert.deepEqual(await missing(page, report, [...always, /^\.totals\.tar_bytes$/, /^\.filesystem\.path_bytes$/]), []);
  assert.deepEqual(await page.locator('#report h2').allTextContents(),
    ['Overview', 'Layers', 'Files', 'Packages', 'Types', 'Findings', 'Taxonomy', 'Study', 'Share']);
});

withPage('and all of a data set', { skip: studyPackage() === '' && 'there is no study' }, async (page) => {
  await page.setInputFiles('#file', studyPackage());
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 120_000 });
  await showText(page);
  const report = await page.evaluate(() => window.plimsoll.report());
  const { project_rows: rows, files, left_out: out, errors_found: errors, table1 } = report;
  assert.deepEqual(await missing(page, { rows, files, out, errors, cells: table1.cells, checks: table1.checks, formula: table1.formula },
    [/\.item$/, /\.measure$/, /\.unit$/]), []);
  assert.deepEqual(await page.locator('#report h2').allTextContents(), ['Study', 'Projects', 'Share']);
});

withPage('a heading for each view, by the name of its tab, and a way to it that leaves the address alone', {}, async (page) => {
  await analyse(page, sample);
  await page.keyboard.press('2');
  await page.waitForTimeout(300);
  await showText(page);
  const names = ['Overview', 'Layers', 'Files', 'Packages', 'Types', 'Findings', 'Dockerfile', 'Taxonomy', 'Study', 'Compare', 'Share'];
  assert.deepEqual(await page.locator('#report h2').allTextContents(), names);
  assert.deepEqual(await page.locator('#contents a').allTextContents(), names);
  assert.equal(await page.locator('h1:visible').count(), 1);
  const before = page.url();
  assert.match(before, /#view=layers$/);
  for (const name of ['Findings', 'Layers', 'Share']) {
    await page.locator('#contents a', { hasText: name }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), `text-${name.toLowerCase()}`);
    const { y } = await page.locator(`#text-${name.toLowerCase()}`).boundingBox();
    assert.ok(y >= 40 && y < 800, `${name} at ${y}`);
  }
  assert.equal(page.url(), before);
  assert.deepEqual(page.complaints, []);
});

withPage('all files are there, folder by folder, and those of a package', {}, async (page) => {
  const report = await analyse(page, sample);
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  const summary = (text) => page.locator('#report summary', { hasText: text });
  await summary('The final file system').click();
  await summary(/^opt\/ /).click();
  await summary(/^model\/ /).click();
  const line = await page.locator('section:has(> #text-files) li', { hasText: /^bigrams\.npy/ }).textContent();
  assert.match(line, /bigrams\.npy.* 262 kB.*layer 4/);
  await showText(page);
  const section = page.locator('section:has(> #text-files)');
  const files = await section.locator('li:not(:has(details))', { hasText: /\d B|kB|MB/ }).allTextContents();
  const paths = files.filter((each) => !each.includes('symbolic link'));
  assert.equal(paths.length, report.filesystem.files);
  const { name } = report.packages[0];
  assert.ok(await page.locator('#report caption', { hasText: `The heaviest files of ${name}` }).count() >= 1);
});

withPage('a long table ends after 500 rows, and says how many are left and where they are', {}, async (page) => {
  const report = analyseNatively(sample);
  const packages = Array.from({ length: 1234 }, (_, number) => ({ ...report.packages[0], name: `p${number}`, bytes: 5000 - number, files: 1 }));
  const file = join(folder, 'many.report.json');
  writeFileSync(file, JSON.stringify({ ...report, packages, digest: undefined }));
  await page.setInputFiles('#file', file);
  await page.waitForFunction(() => window.plimsoll.report() !== null);
  await page.locator('#report[aria-busy=false]').waitFor({ state: 'attached' });
  const rows = await page.evaluate(() => [...document.querySelectorAll('#report caption')].find((each) => each.textContent.startsWith('What put'))
    .parentElement.tBodies[0].rows.length);
  assert.equal(rows, 501);
  assert.match(await page.locator('#report').textContent(), /734 more: all are in the files under Share/);
});

withPage('a large report is made bit by bit: the page is not held up', {}, async (page, t) => {
  const report = analyseNatively(sample);
  const packages = Array.from({ length: 2000 }, (_, number) => ({ ...report.packages[0], name: `p${number}` }));
  const types = Array.from({ length: 100 }, (_, number) => ({ type: `.t${number}`, files: 1, bytes: 1 }));
  const outcome = await page.evaluate(async (text) => {
    const { showReport } = await import('./text_version.js');
    const place = document.getElementById('report');
    document.body.dataset.view = 'canvas';
    const shown = { report: JSON.parse(text), comparison: null, origin: '', notes: {}, fields: null, ask: {}, act: {} };
    showReport(place, document.getElementById('contents'), shown);  // what the browser compiles, it compiles now
    while (place.ariaBusy === 'true') await new Promise((resolve) => setTimeout(resolve, 10));
    // The shortest of some: what else the machine does is none of it.
    let took = Infinity;
    for (let times = 0; times < 7; ++times) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const start = performance.now();
      showReport(place, document.getElementById('contents'), shown);
      took = Math.min(took, performance.now() - start);
    }
    const busy = place.ariaBusy;
    const headings = place.querySelectorAll('h2').length;
    while (place.ariaBusy === 'true') await new Promise((resolve) => setTimeout(resolve, 10));
    return { took, busy, headings, tables: place.querySelectorAll('table').length };
  }, JSON.stringify({ ...report, packages, file_types: types, study_file_types: types, layers: Array(120).fill(report.layers[0]) }));
  t.diagnostic(`showReport took ${outcome.took.toFixed(1)} ms`);
  assert.equal(outcome.busy, 'true');
  assert.equal(outcome.headings, 11);  // they are there at once
  assert.ok(outcome.tables > 10);
  assert.ok(outcome.took < 50, `${outcome.took} ms`);
});

withPage('what is read is announced, and what comes of it', {}, async (page) => {
  const report = await analyse(page, sample);
  assert.match(await said(page), new RegExp(`^sample\\.tar was read\\. It ships [\\d.]+ MB in ${report.layers.length} layers; ${report.findings.length} findings?\\.$`));
});

withPage('what can be saved of it', {}, async (page) => {
  const report = await analyse(page, sample);
  await showText(page);
  const save = async (button) => {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
  };
  const section = page.locator('section:has(> #text-share)');
  const [name, json] = await save(section.locator('button', { hasText: 'Save as JSON' }));
  assert.equal(name, 'sample.tar.report.json');
  assert.deepEqual(JSON.parse(json), report);
  await section.locator('select[aria-label=Table]').selectOption('layers');
  const [, csv] = await save(section.locator('dd:has(select[aria-label=Table]) button'));
  assert.equal(csv.trim().split('\n').length, report.layers.length + 1);
});

withPage('Verify can be had from the text version, which stays', {}, async (page) => {
  await analyse(page, sample);
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await page.locator('section:has(> #text-layers) button', { hasText: 'Verify' }).click();
  await page.waitForFunction(() => window.plimsoll.report().layers.every(({ verified }) => verified === true));
  assert.equal(await page.evaluate(() => document.body.dataset.view), 'text');
});

// -------------------------------------------------------------------------------------------------------- settings

const choose = (page, value) => page.evaluate((wanted) => document.querySelector(`#display [value="${wanted}"]`).click(), value);
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const dark = 'rgb(14, 18, 23)', light = 'rgb(245, 246, 248)';

test('size of text and appearance are chosen by keys, and kept', async () => {
  const context = await browser.newContext({ colorScheme: 'dark', serviceWorkers: 'block', viewport: { width: 1280, height: 800 } });
  try {
    const page = await openPage(context, site.url, {});
    assert.equal(await background(page), dark);
    await page.locator('footer button', { hasText: 'Display' }).focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#display').isVisible());
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.value), 'system');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await background(page), light);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#display').isHidden());
    const size = () => page.evaluate(() => document.querySelector('#landing h1').getBoundingClientRect().height);
    const large = await size();
    assert.equal(await page.evaluate(() => document.querySelector('meta[name=theme-color]').content), '#ffffff');
    await page.reload();
    await page.waitForFunction(() => window.plimsoll !== undefined);
    assert.equal(await background(page), light);
    assert.equal(await size(), large);
    await choose(page, '100');
    await choose(page, 'system');
    assert.ok(Math.abs(large / await size() - 1.15) < 0.02);
    assert.equal(await background(page), dark);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('plimsoll.'))), []);
    assert.deepEqual(page.complaints, []);
  } finally {
    await context.close();
  }
});

withPage('they hold for the canvas too', { colorScheme: 'dark' }, async (page) => {
  await analyse(page, sample);
  await page.waitForTimeout(300);
  const before = await page.screenshot();
  await choose(page, 'light');
  await choose(page, '150');
  await page.waitForTimeout(500);
  const picture = await page.screenshot({ path: join(artifacts, 'large-light.png') });
  // A picture of one colour alone: what the top left corner has, as a page of its own decodes it.
  const corner = async (png) => page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    return [...canvas.getImageData(2, 2, 1, 1).data.slice(0, 3)];
  }, png.toString('base64'));
  assert.deepEqual(await corner(before), [21, 27, 34]);
  assert.deepEqual(await corner(picture), [255, 255, 255]);
  assert.deepEqual(page.complaints, []);
});

test('where the browser keeps nothing, they hold for the visit, and nobody is bothered', async () => {
  const context = await browser.newContext({ colorScheme: 'dark', serviceWorkers: 'block' });
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  });
  try {
    const page = await openPage(context, site.url, {});
    await choose(page, 'light');
    await choose(page, '130');
    assert.equal(await background(page), light);
    assert.deepEqual(page.complaints, []);
  } finally {
    await context.close();
  }
});

for (const reducedMotion of ['reduce', 'no-preference'])
  withPage(`motion: ${reducedMotion}`, {}, async (page) => {
    await page.emulateMedia({ reducedMotion });
    await analyse(page, sample);
    await page.keyboard.press('3');
    await page.waitForTimeout(300);
    await page.mouse.click(487, 92);  // the filter, whose caret blinks
    await page.waitForTimeout(600);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'field');
    const frames = () => page.evaluate(() => window.plimsoll.frames());
    const before = await frames();
    await page.waitForTimeout(1500);
    const drawn = await frames() - before;
    assert.ok(reducedMotion === 'reduce' ? drawn === 0 : drawn >= 2, `${drawn} frames`);
    const lasts = await page.evaluate(() => getComputedStyle(document.querySelector('.button')).transitionDuration);
    assert.equal(lasts === '0s', reducedMotion === 'reduce', lasts);
  });

withPage('a WebGL context that is lost and does not come back leads to the text version, with a sentence', {}, async (page) => {
  await analyse(page, sample);
  await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await page.waitForFunction(() => document.body.dataset.view === 'text', null, { timeout: 8000 });
  assert.match(await page.locator('[role=alert]').textContent(), /took the graphics away/);
  assert.ok(await page.locator('#text-overview').isVisible());
});

for (const [width, colorScheme] of [[1280, 'dark'], [1280, 'light'], [390, 'dark'], [390, 'light']])
  withPage(`the text version fits ${width} pixels, ${colorScheme}`, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
    await analyse(page, tiny ?? sample);
    await showText(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.screenshot({ path: join(artifacts, `text-${width}-${colorScheme}.png`) });
  });
