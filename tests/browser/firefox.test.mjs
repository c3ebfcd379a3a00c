// The page in Firefox: the landing, an image by its views, its text version, and writing into a field of the canvas.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { artifacts, firefox, launchFirefox, serve } from './support.mjs';

const views = ['Overview', 'Layers', 'Files', 'Packages', 'Types', 'Findings', 'Dockerfile', 'Taxonomy', 'Study', 'Compare'];
const skip = firefox === null && 'there is no Firefox';

let site, browser, page;
const complaints = [];
before(async () => {
  if (skip) return;
  mkdirSync(artifacts, { recursive: true });
  site = await serve();
  browser = await launchFirefox();
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(site.url);
  await page.waitForFunction(() => window.plimsoll !== undefined);
});
after(async () => {
  await browser?.close();
  site?.close();
});

const picture = (name) => page.screenshot({ path: join(artifacts, `firefox-${name}.png`) });
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const says = (text) => page.waitForFunction((wanted) => document.getElementById('status').textContent.includes(wanted), {}, text);
const focused = () => page.evaluate(() => document.activeElement.id);

test('Firefox: the landing is there', { skip }, async () => {
  assert.equal(await page.$eval('h1', (heading) => heading.textContent), 'How heavily is your ML image laden?');
  const height = await page.$eval('#landing main', (main) => main.getBoundingClientRect().height);
  assert.ok(height >= 500 && height < 1200, `${height}`);
  assert.ok((await picture('landing')).length > 20_000);
});

test('Firefox: the sample is opened, and each view is drawn', { skip }, async (t) => {
  await page.click('#sample');
  await page.waitForFunction(() => window.plimsoll.report() !== null);
  const drawn = await page.evaluate(() => document.body.dataset.view === 'canvas');
  if (!drawn) {
    t.skip('this Firefox has no WebGL 2');
    return;
  }
  const pictures = new Set();
  for (const [number, view] of [...views.entries()].reverse()) {
    await page.keyboard.press(String((number + 1) % 10));
    await says(view);
    await wait(500);
    const taken = await picture(view.toLowerCase());
    assert.ok(taken.length > 20_000, `${view} is nearly empty`);
    pictures.add(Buffer.from(taken).toString('base64'));
  }
  assert.equal(pictures.size, views.length);
});

test('Firefox: the files are filtered by what is written', { skip }, async (t) => {
  if (await page.evaluate(() => document.body.dataset.view !== 'canvas')) {
    t.skip('this Firefox has no WebGL 2');
    return;
  }
  await page.keyboard.press('3');
  await wait(500);
  const before = await picture('files');
  await page.mouse.click(487, 92);
  await wait(500);
  assert.equal(await focused(), 'field');
  await page.keyboard.type('zlib');
  await wait(800);
  const filtered = await picture('filtered');
  assert.notDeepEqual(filtered, before);
  // Written once and taken back it is as it was, but for the caret: the focus goes back to the canvas first.
  for (let number = 0; number < 4; ++number) await page.keyboard.press('Backspace');
  await wait(500);
  await page.mouse.click(300, 730);
  await wait(500);
  assert.equal(await focused(), 'canvas');
  await page.keyboard.press('2');
  await says('Layers');
});

test('Firefox: the text version has the report, at the size and in the appearance that are chosen', { skip }, async () => {
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await page.waitForFunction(() => document.getElementById('report').ariaBusy === 'false');
  const headings = await page.$$eval('#report h2', (all) => all.map((each) => each.textContent));
  assert.deepEqual(headings, [...views, 'Share']);
  assert.ok((await picture('text')).length > 20_000);
  const look = () => page.evaluate(() => [getComputedStyle(document.body).backgroundColor,
    document.querySelector('#report h1').getBoundingClientRect().height]);
  const choose = (value) => page.evaluate((wanted) => document.querySelector(`#display [value="${wanted}"]`).click(), value);
  await choose('dark');
  const [dark, small] = await look();
  await choose('light');
  await choose('150');
  const [light, large] = await look();
  assert.equal(dark, 'rgb(14, 18, 23)');
  assert.equal(light, 'rgb(245, 246, 248)');
  assert.ok(Math.abs(large / small - 1.5) < 0.02, `${small}, ${large}`);
  assert.ok((await picture('text-large')).length > 20_000);
});

test('Firefox: nothing complains', { skip }, () => assert.deepEqual(complaints, []));
