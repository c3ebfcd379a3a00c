// The views of an image: reached by keys and tabs, the same figures as text, the map of the files, and Verify.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { analyse, analyseNatively, artifacts, compareNatively, dist, launch, openPage, serve } from './support.mjs';

const sample = join(dist, 'sample.tar');
const corpus = (process.env.PLIMSOLL_ARCHIVES ?? '').split(':').filter((file) => file !== '' && existsSync(file) && statSync(file).isFile());
const tiny = corpus.find((file) => file.endsWith('tiny.docker25.tar'));

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
const views = ['Overview', 'Layers', 'Files', 'Packages', 'Types', 'Findings', 'Dockerfile', 'Taxonomy', 'Study', 'Compare'];

let site, browser;
before(async () => {
  mkdirSync(artifacts, { recursive: true });
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
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
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById('status').textContent.includes(wanted), text);
const settled = (page) => page.waitForTimeout(300);

withPage('each view is reached by its key', {}, async (page) => {
  await analyse(page, sample);
  for (const [number, view] of [...views.entries()].reverse()) {
    await page.keyboard.press(String((number + 1) % 10));
    await says(page, view);
  }
  assert.deepEqual(page.complaints, []);
});

withPage('each view is reached by its tab', {}, async (page) => {
  await analyse(page, sample);
  const reached = new Set();
  for (let x = 440; x < 1100; x += 20) {
    await page.mouse.click(x, 24);
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 60))); }));
    reached.add(await said(page));
  }
  for (const view of views.slice(1)) assert.ok(reached.has(view), view);
});

withPage('in a narrow window the tabs that do not fit are in a menu', { viewport: { width: 390, height: 800 } }, async (page) => {
  await analyse(page, sample);
  await page.keyboard.press('6');
  await says(page, 'Findings');
  await settled(page);
  for (const [row, view] of [[99, 'Layers'], [171, 'Packages']]) {
    await page.mouse.click(90, 24);
    await settled(page);
    await page.mouse.click(90, row);
    await says(page, view);
    await settled(page);
  }
});

/** A table of the text version by its caption: its rows, each cell its text and the bytes in its tooltip. */
const tableOf = (page, caption) => page.evaluate((wanted) => {
  const table = [...document.querySelectorAll('#report table')]
    .find((each) => each.caption.textContent.startsWith(wanted));
  return [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => {
    const exact = cell.querySelector('[title$=" bytes"]')?.title;
    return exact ? Number(exact.replace(/\D/g, '')) : cell.textContent;
  }));
}, caption);
const bytesOf = (cell) => (typeof cell === 'number' ? cell : Number(cell.replace(/ B$/, '')));
const countOf = (cell) => Number(cell.replace(/,/g, ''));

for (const file of [sample, tiny].filter(Boolean)) {
  withPage(`the text version of ${file.replace(/.*\//, '')} has the figures of the report`, {}, async (page) => {
    const report = await analyse(page, file);
    const headings = await page.locator('#report h2').allTextContents();
    for (const heading of ['Packages', 'Types', 'Findings']) assert.ok(headings.includes(heading), heading);

    const packages = await tableOf(page, 'What put the files');
    assert.ok(packages.length > 0 && packages.length <= 501);
    assert.equal(packages.reduce((sum, row) => sum + bytesOf(row[4]), 0), report.filesystem.bytes);
    assert.equal(packages.reduce((sum, row) => sum + countOf(row[5]), 0), report.filesystem.files);
    for (const [number, row] of packages.slice(0, 500).entries()) {
      const each = report.packages[number];
      assert.ok(row[0].startsWith(each.name));
      assert.equal(bytesOf(row[4]), each.bytes);
      assert.equal(countOf(row[6]), each.layer + 1);
    }
    for (const [caption, rows] of [['Files that the layers ship', report.file_types], ['The same as', report.study_file_types]]) {
      const types = await tableOf(page, caption);
      assert.equal(types.reduce((sum, row) => sum + bytesOf(row[1]), 0), report.totals.file_bytes);
      assert.equal(types.reduce((sum, row) => sum + countOf(row[2]), 0), report.totals.files);
      assert.equal(bytesOf(types[0][1]), rows[0].bytes);
    }
    if (report.findings.length === 0) return;
    const findings = await tableOf(page, 'What the image could do without');
    assert.equal(findings.length, report.findings.length);
    for (const [number, row] of findings.entries()) {
      const each = report.findings[number];
      assert.equal(row[0], each.title);
      assert.equal(row[1], each.severity);
      if (each.bytes > 0) assert.equal(bytesOf(row[2]), each.bytes);
      for (const evidence of each.evidence) assert.ok(row[4].includes(evidence), evidence);
    }
  });
}

withPage('the map of the files goes into folders and back', {}, async (page) => {
  const report = await analyse(page, sample);
  await page.keyboard.press('3');
  await says(page, 'Files');
  await settled(page);
  const path = async () => (await said(page)).split(': ')[0];
  // The heaviest box is at the left top of the map: again and again it leads down to a file.
  const way = [];
  for (let depth = 0; depth < 12; ++depth) {
    const before = await said(page);
    await page.mouse.click(720, 240);
    // A file's own box says nothing new.
    await page.waitForFunction((words) => document.getElementById('status').textContent !== words, before, { timeout: 1500 }).catch(() => {});
    await settled(page);
    const now = await path();
    if (now === way.at(-1)) break;
    way.push(now);
  }
  assert.ok(way.length >= 1 && way.every((each) => each.startsWith('/')), way.join());
  for (const [number, each] of way.entries()) if (number > 0) assert.ok(each.startsWith(way[number - 1]), way.join());
  // Up again, to the root, whose figures are the container's.
  for (let depth = 0; depth < 14 && (await path()) !== '/'; ++depth) {
    await page.keyboard.press(depth % 2 ? 'Escape' : 'Backspace');
    await settled(page);
  }
  const files = report.filesystem.files.toLocaleString('en');
  assert.match(await said(page), new RegExp(`^/: .* in ${files} files?$`));
});

withPage('a package that is chosen in the map is said', {}, async (page) => {
  const report = await analyse(page, sample);
  await page.keyboard.press('4');
  await says(page, 'Packages');
  await settled(page);
  await page.mouse.click(120, 300);
  await settled(page);
  assert.ok((await said(page)).startsWith(report.packages[0].name), await said(page));
});

withPage('Verify reads every byte: what is promised is verified, and duplicates are found', {}, async (page) => {
  const file = tiny ?? sample;
  const before = await analyse(page, file);
  assert.ok(before.layers.every((layer) => layer.verified === null));
  const after = await page.evaluate(() => window.plimsoll.verify());
  assert.deepEqual(await page.evaluate(() => window.plimsoll.report()), after);
  assert.ok(after.layers.every((layer) => layer.verified === true));
  assert.deepEqual(after, analyseNatively(file, ['--verify']));
  const text = await page.locator('#report').textContent();
  assert.ok(text.includes('Verified'));
});

withPage('the Verify button of Layers verifies, and the view stays', {}, async (page) => {
  await analyse(page, sample);
  await page.keyboard.press('2');
  await says(page, 'Layers');
  await settled(page);
  await page.mouse.click(1210, 94);
  await page.waitForFunction(() => window.plimsoll.report().layers.every((layer) => layer.verified === true));
  await page.keyboard.press('2');
  await settled(page);
  assert.notEqual(await said(page), 'Layers');  // it was there all the time
});

withPage('Verify that is cancelled leaves the report as it was', { skip: corpus.length === 0 }, async (page) => {
  const file = corpus.find((each) => each.includes('medium')) ?? corpus[0];
  const before = await analyse(page, file);
  const outcome = await page.evaluate(async () => {
    const verified = window.plimsoll.verify().then(() => 'verified', (error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 30));
    window.plimsoll.cancel();
    return verified;
  });
  assert.ok(['stopped', 'verified'].includes(outcome), outcome);
  if (outcome === 'stopped') assert.deepEqual(await page.evaluate(() => window.plimsoll.report()), before);
  assert.equal((await analyse(page, sample)).source.name, 'sample.tar');
});

/** Chooses what to compare with as a reader does; resolves to the comparison. */
const compareWith = async (page, file) => {
  await page.setInputFiles('#other', file);
  // The text version follows it bit by bit.
  await page.waitForFunction(() => window.plimsoll.comparison() !== null
    && document.getElementById('report').ariaBusy === 'false' && document.querySelector('section:has(> #text-compare) table') !== null, null, { timeout: 120_000 });
  return page.evaluate(() => window.plimsoll.comparison());
};

withPage('an image that is compared with itself differs in nothing', {}, async (page) => {
  const report = await analyse(page, sample);
  assert.equal(await page.evaluate(() => window.plimsoll.comparison()), null);
  const other = join(folder, 'the-same.tar');
  copyFileSync(sample, other);
  const comparison = await compareWith(page, other);
  assert.equal(comparison.image.a.source, 'sample.tar');
  assert.equal(comparison.image.b.source, 'the-same.tar');
  assert.equal(comparison.layers.only.a.layers + comparison.layers.only.b.layers, 0);
  assert.equal(comparison.files.added.paths + comparison.files.removed.paths + comparison.files.changed.paths, 0);
  assert.equal(comparison.files.same.paths > 0, true);
  assert.deepEqual(await page.evaluate(() => window.plimsoll.report()), report);  // what is open stays open
  assert.equal(await page.locator('section:has(> #text-compare) table').count() > 1, true);
});

withPage('two images are compared as the command compares them', { skip: tiny === undefined }, async (page) => {
  await analyse(page, sample);
  const comparison = await compareWith(page, tiny);
  assert.deepEqual(comparison, compareNatively(sample, tiny));
  const files = await tableOf(page, 'Files of either');
  const listed = comparison.files;
  assert.equal(files.length, listed.added.rows.length + listed.removed.rows.length + listed.changed.rows.length);
  const figures = await tableOf(page, 'A is the image above');
  assert.equal(bytesOf(figures[2][1]), comparison.totals.file_bytes.a);
  assert.equal(bytesOf(figures[2][2]), comparison.totals.file_bytes.b);
  assert.deepEqual(page.complaints, []);
});

withPage('a saved report will do to compare with, and one that is none gets a sentence', {}, async (page) => {
  const report = await analyse(page, sample);
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, JSON.stringify({ ...report, layers: 7 }));
  await page.setInputFiles('#other', wrong);
  await says(page, 'wrong.json');
  assert.match(await said(page), /layers/);
  const saved = join(folder, 'saved.json');
  writeFileSync(saved, JSON.stringify(report));
  const comparison = await compareWith(page, saved);
  assert.equal(comparison.files, null);
  assert.equal(comparison.totals.file_bytes.difference, 0);
});

withPage('another image that is opened is compared with nothing', {}, async (page) => {
  await analyse(page, sample);
  const other = join(folder, 'other.tar');
  copyFileSync(sample, other);
  await compareWith(page, other);
  await page.setInputFiles('#file', other);
  await page.waitForFunction(() => window.plimsoll.report().source.name === 'other.tar');
  assert.equal(await page.evaluate(() => window.plimsoll.comparison()), null);
});

// screenshots.test.mjs draws the others wide and narrow; two images beside each other only here.
for (const [width, height, drawn] of [[1280, 800, ['Compare']], [700, 900, views], [390, 800, ['Compare']]]) {
  for (const colorScheme of ['dark', 'light']) {
    withPage(`the views are drawn ${width} wide, ${colorScheme}`, { colorScheme, viewport: { width, height } }, async (page) => {
      await analyse(page, corpus.find((each) => each.includes('medium')) ?? tiny ?? sample);
      await compareWith(page, sample);
      for (const view of drawn) {
        await page.keyboard.press(String((views.indexOf(view) + 1) % 10));
        await page.waitForTimeout(400);
        const picture = await page.screenshot({ path: join(artifacts, `${view.toLowerCase()}-${width}-${colorScheme}.png`) });
        assert.ok(picture.length > 10_000, `${view} is nearly empty`);
      }
      assert.deepEqual(page.complaints, []);
    });
  }
}
