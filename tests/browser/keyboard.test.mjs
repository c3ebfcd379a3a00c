// The page without a mouse: every view is reached and used, what is found is shown where it is, and there is a way back.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dist, launch, openPage, serve, studyPackage } from './support.mjs';

const sample = join(dist, 'sample.tar');
let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
});

const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const leadsTo = (page, fragment) => page.waitForFunction((wanted) => decodeURIComponent(location.hash) === wanted, fragment);
const says = (page, words) => page.waitForFunction((wanted) => document.getElementById('status').textContent.includes(wanted), words);
const settled = (page) => page.waitForTimeout(400);
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');

/** Opens a file by the keyboard alone: the dialogue is the browser's, and is answered here. */
const openByKeys = async (page, file) => {
  page.on('filechooser', (chooser) => chooser.setFiles(file));
  await page.waitForTimeout(200);  // for the driver to take the dialogue's place
  await page.keyboard.press('Control+o');
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 60_000 });
  await page.waitForFunction(() => document.activeElement.id === 'canvas');
  await settled(page);
};

const withImage = (name, options, act) => test(name, { timeout: 120_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(error.message));
  try {
    await page.goto(site.url);
    await page.waitForFunction(() => window.plimsoll !== undefined);
    await page.evaluate(() => window.plimsoll.ready);
    await openByKeys(page, options.file ?? sample);
    await act(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await context.close();
  }
});

withImage('Ctrl+O opens a file, and digits lead to the views', {}, async (page) => {
  const views = ['layers', 'files', 'packages', 'types', 'findings', 'dockerfile', 'taxonomy', 'study', 'compare'];
  for (const [number, view] of views.entries()) {
    await page.keyboard.press(String((number + 2) % 10));
    await leadsTo(page, `#view=${view}`);
  }
});

withImage('arrows select layers, and Escape leads back to the view before', {}, async (page) => {
  await page.keyboard.press('2');
  await leadsTo(page, '#view=layers');
  await settled(page);
  await page.keyboard.press('ArrowDown');
  await leadsTo(page, '#view=layers&layer=1');
  await page.keyboard.press('ArrowDown');
  await leadsTo(page, '#view=layers&layer=2');
  await page.keyboard.press('ArrowUp');
  await leadsTo(page, '#view=layers&layer=1');
  await page.keyboard.press('4');
  await leadsTo(page, '#view=packages');
  await page.keyboard.press('Escape');
  await leadsTo(page, '#view=layers&layer=1');
  await page.keyboard.press('Escape');
  await leadsTo(page, '');
  await page.keyboard.press('Escape');  // the first one: nothing to go back to
  await settled(page);
  assert.equal(await hash(page), '');
  await page.goForward();
  await leadsTo(page, '#view=layers&layer=1');
});

withImage('the tree of files opens and closes by the arrows, and a row is copied', {}, async (page) => {
  await page.keyboard.press('3');
  await leadsTo(page, '#view=files');
  await settled(page);
  await page.keyboard.press('ArrowDown');
  await settled(page);
  await page.keyboard.press('Control+c');
  await says(page, 'Copied');
  const [path, bytes] = (await clipboard(page)).split('\t');
  assert.match(path, /^\//);
  const report = await page.evaluate(() => window.plimsoll.report());
  assert.ok(Number(bytes) > 0 && Number(bytes) <= report.filesystem.bytes, bytes);
  // One folder down, which is one row further where the first one is open.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await settled(page);
  await page.keyboard.press('Control+c');
  await page.waitForFunction(async (before) => (await navigator.clipboard.readText()).split('\t')[0] !== before, path);
});

withImage('Tab goes through the panes and then leaves the picture, and Shift+Tab comes back', {}, async (page) => {
  await page.keyboard.press('2');
  await settled(page);
  let steps = 0;
  while ((await focused(page)) === 'canvas' && steps < 20) {
    await page.keyboard.press('Tab');
    await settled(page);
    steps += 1;
  }
  assert.ok(steps > 1 && steps < 20, `${steps} panes`);
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'canvas');
});

withImage('a tab is reached by the arrows and pressed by Enter', {}, async (page) => {
  await page.keyboard.press('2');
  await leadsTo(page, '#view=layers');
  await settled(page);
  // From the table over the strip of layers to the bar, where the keyboard starts at the tab that is shown.
  await page.keyboard.press('Shift+Tab');
  await settled(page);
  await page.keyboard.press('Shift+Tab');
  await settled(page);
  await page.keyboard.press('ArrowRight');
  await settled(page);
  await page.keyboard.press('Enter');
  await leadsTo(page, '#view=files');
});

const search = async (page, words) => {
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.getElementById('palette').open);
  await page.keyboard.type(words);
};
const options = (page) => page.evaluate(() => [...document.querySelectorAll('#palette-list [role="group"]')].map((group) => ({
  name: group.getAttribute('aria-label'), texts: [...group.querySelectorAll('.palette-text')].map((text) => text.textContent),
})));

withImage('"/" searches in all of it: what is chosen is shown where it is', {}, async (page) => {
  const report = await page.evaluate(() => window.plimsoll.report());
  const file = report.largest_files[0];
  await search(page, file.path.split('/').pop());
  const groups = await options(page);
  const files = groups.find(({ name }) => name.startsWith('Files'));
  assert.ok(files.texts.includes(file.path), JSON.stringify(groups));
  // Down to it, however many groups are before it.
  const place = groups.flatMap(({ texts }) => texts).indexOf(file.path);
  for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
  const active = await page.evaluate(() => document.getElementById(document.getElementById('palette-words').getAttribute('aria-activedescendant')).textContent);
  assert.ok(active.startsWith(file.path), active);
  await page.keyboard.press('Enter');
  await leadsTo(page, '#view=files');
  assert.equal(await focused(page), 'canvas');
  await settled(page);
  await page.keyboard.press('Control+c');
  await says(page, 'Copied');
  assert.equal((await clipboard(page)).split('\t')[0], file.path);

  const heaviest = report.packages[0];
  await search(page, heaviest.name);
  assert.ok((await options(page)).some(({ name, texts }) => name.startsWith('Packages') && texts.some((text) => text.startsWith(heaviest.name))));
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'canvas');
  assert.equal(await hash(page), '#view=files');
});

withImage('what is found nowhere gets a word, and views and actions are found, too', {}, async (page) => {
  await search(page, 'zzqqzz');
  assert.match(await page.textContent('#palette-found'), /Nothing holds “zzqqzz”/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('taxon');
  await page.keyboard.press('Enter');
  await leadsTo(page, '#view=taxonomy');
  await search(page, 'text version');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.body.dataset.view === 'text');
  await search(page, 'leave');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.body.dataset.view === 'canvas');
});

withImage('the search in a file name is text, whatever it holds', {}, async (page) => {
  await search(page, '<img src=x onerror=alert(1)>');
  assert.equal(await page.evaluate(() => document.querySelectorAll('#palette img').length), 0);
});

withImage('"?" lists the keys, and Escape closes them', {}, async (page) => {
  await page.keyboard.press('?');
  await page.waitForFunction(() => document.getElementById('help').open);
  await page.keyboard.press('2');  // nothing behind it hears
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.getElementById('help').open), false);
  assert.equal(await focused(page), 'canvas');
  assert.equal(await hash(page), '');
});

test('"?" right behind Escape lists the keys: a field of what was closed is no field any more', async () => {
  const page = await openPage(browser, site.url);
  try {
    await page.evaluate(() => window.plimsoll.ready);
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.getElementById('palette').open);
    // At once: where nothing had the focus before, the field keeps it until the next frame.
    assert.ok(await page.evaluate(() => {
      const field = document.activeElement;
      document.getElementById('palette').close();
      field.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
      return document.getElementById('help').open;
    }));
  } finally {
    await page.close();
  }
});

if (existsSync(studyPackage()))
  withImage('a data set: its items, its projects and the search in both', { file: studyPackage() }, async (page) => {
    await page.keyboard.press('Home');
    await leadsTo(page, '#view=study/funnel');
    await page.keyboard.press('ArrowDown');
    await leadsTo(page, '#view=study/table1');
    const report = await page.evaluate(() => window.plimsoll.report());
    assert.equal(report.schema, 'plimsoll.study/1');
    await search(page, 'apollo');
    const groups = await options(page);
    const projects = groups.find(({ name }) => name.startsWith('Projects'));
    assert.ok(projects.texts.length > 0 && projects.texts.some((text) => /apollo/i.test(text)));
    const place = groups.flatMap(({ texts }) => texts).indexOf(projects.texts[0]);
    for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await leadsTo(page, '#view=projects');
    await says(page, projects.texts[0]);
  });
