// The page in headless Chromium, with real files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { analyse, analyseNatively, artifacts, dist, launch, openPage, root, serve } from './support.mjs';

const sample = join(dist, 'sample.tar');
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
const corpus = (process.env.PLIMSOLL_ARCHIVES ?? '').split(':').filter((file) => file !== '' && existsSync(file) && statSync(file).isFile());

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

withPage('the landing paints at once, and nothing complains', { colorScheme: 'dark' }, async (page, t) => {
  const entry = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  const paint = await entry.jsonValue();
  t.diagnostic(`first contentful paint after ${Math.round(paint)} ms`);
  await page.screenshot({ path: join(artifacts, 'landing-dark.png') });
  assert.equal(await page.locator('h1').innerText(), 'How heavily is your ML image laden?');
  assert.deepEqual(page.complaints, []);
});

for (const file of [sample, ...corpus]) {
  withPage(`the report of ${basename(file)} equals the command's`, {}, async (page) => {
    assert.deepEqual(await analyse(page, file), analyseNatively(file));
    assert.deepEqual(page.complaints, []);
  });
}

withPage('a file that is dropped on the page is opened', {}, async (page) => {
  const bytes = readFileSync(sample).toString('base64');
  await page.evaluate(async (text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], 'dropped.tar'));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, bytes);
  await page.waitForFunction(() => window.plimsoll.report()?.source.name === 'dropped.tar');
});

withPage('the sample opens by its button', {}, async (page) => {
  await page.click('#sample');
  await page.waitForFunction(() => window.plimsoll.report()?.source.name === 'sample.tar');
});

withPage('plimsoll.open promises the report', {}, async (page) => {
  const name = await page.evaluate(async () => {
    const blob = await (await fetch('sample.tar')).blob();
    const report = await window.plimsoll.open([new File([blob], 'given.tar')]);
    return report.source.name;
  });
  assert.equal(name, 'given.tar');
});

withPage('a file that is no image gets one sentence, and the next file opens', { colorScheme: 'dark' }, async (page) => {
  const file = join(folder, 'picture.tar');
  writeFileSync(file, Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(2000, 7)]));
  await page.setInputFiles('#file', file);
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('PNG'));
  const said = await page.locator('#status').textContent();
  assert.match(said, /picture\.tar is not an image archive: it seems to be a PNG picture, and what is expected is/);
  await page.screenshot({ path: join(artifacts, 'not-an-image-dark.png') });
  assert.equal((await analyse(page, sample)).source.name, 'sample.tar');
});

withPage('a truncated archive shows what could be read, and says what could not', {}, async (page) => {
  const file = join(folder, 'cut.tar');
  copyFileSync(sample, file);
  truncateSync(file, Math.floor(readFileSync(sample).length * 0.6));
  const report = await analyse(page, file);
  assert.ok(report.layers.length > 0);
  assert.ok(report.problems.some((problem) => problem.severity === 'error'));
  assert.deepEqual(report, analyseNatively(file));
});

withPage('cancel stops within 200 ms, and the next file opens', { colorScheme: 'dark' }, async (page) => {
  const file = join(folder, 'long.tar');
  const tar = (name, size) => {
    const block = Buffer.alloc(512);
    block.write(name, 0);
    block.write('0000644\0' + '0000000\0' + '0000000\0', 100, 'latin1');
    block.write(size.toString(8).padStart(11, '0') + '\0', 124, 'latin1');
    block.write('00000000000\0' + '        ' + '0', 136, 'latin1');
    block.write('ustar\x0000', 257, 'latin1');
    block.write(block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0 ', 148, 'latin1');
    return block;
  };
  const manifest = Buffer.from(JSON.stringify([{ Config: 'c.json', RepoTags: ['long:1'], Layers: ['layer.tar'] }]));
  const config = Buffer.from(JSON.stringify({ rootfs: { diff_ids: ['sha256:' + '0'.repeat(64)] }, history: [] }));
  const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
  // 10 GB of zeros, in many gzip members: reading them takes seconds.
  const member = gzipSync(Buffer.alloc(64 << 20));
  const layer = Buffer.concat(Array(160).fill(member));
  const handle = openSync(file, 'w');
  for (const part of [tar('c.json', config.length), padded(config), tar('layer.tar', layer.length), padded(layer),
    tar('manifest.json', manifest.length), padded(manifest), Buffer.alloc(1024)]) writeSync(handle, part);
  closeSync(handle);

  await page.setInputFiles('#file', file);
  await page.waitForFunction(() => document.body.dataset.view === 'canvas');
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(artifacts, 'reading-dark.png') });
  const took = await page.evaluate(async () => {
    const start = performance.now();
    window.plimsoll.cancel();
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  assert.ok(took < 200, `cancel took ${took} ms`);
  assert.equal(await page.evaluate(() => window.plimsoll.report()), null);
  assert.equal((await analyse(page, sample)).source.name, 'sample.tar');
});

withPage('no frame is drawn while nothing changes', {}, async (page) => {
  await analyse(page, sample);
  await page.waitForTimeout(1000);
  const frames = await page.evaluate(() => window.plimsoll.frames());
  assert.ok(frames > 0);
  await page.waitForTimeout(5000);
  assert.equal(await page.evaluate(() => window.plimsoll.frames()), frames);
});

withPage('after it has loaded, the page asks for nothing', {}, async (page) => {
  await analyse(page, sample);
  const before = site.requests.length;
  const asked = [];
  page.on('request', (request) => { if (!request.url().startsWith('blob:')) asked.push(request.url()); });
  const other = join(folder, 'other.tar');
  copyFileSync(sample, other);
  await analyse(page, corpus[0] ?? other);
  await page.keyboard.press('2');
  await page.keyboard.press('3');
  await page.waitForTimeout(500);
  assert.deepEqual(asked, []);
  assert.equal(site.requests.length, before);
});

withPage('a worker cannot connect anywhere', {}, async (page) => {
  // The page's policy binds workers that start from a blob, as ours do; a request must fail in one.
  const outcome = await page.evaluate((url) => new Promise((resolve) => {
    const code = `fetch(${JSON.stringify(url)}).then(() => postMessage('went out'), () => postMessage('refused'))`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    worker.onmessage = (message) => resolve(message.data);
  }), site.url.replace('localhost', '127.0.0.1'));
  assert.equal(outcome, 'refused');
});

const multi = corpus.map((file) => join(file, '../../tiny/tiny.multi.tar')).find((file) => existsSync(file));
withPage('another platform of the archive is a click away', { skip: multi === undefined }, async (page) => {
  assert.equal((await analyse(page, multi)).image.platform.architecture, 'amd64');
  await page.keyboard.press('/');
  await page.keyboard.type('arm64');
  await page.getByRole('option', { name: 'Show' }).click();
  await page.waitForFunction(() => window.plimsoll.report().image.platform.architecture === 'arm64');
  // The button in the picture, beside what is shown now.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(artifacts, 'other-platform.png') });
});

withPage('the report can be saved', {}, async (page) => {
  const report = await analyse(page, sample);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  assert.equal(download.suggestedFilename(), 'sample.tar.report.json');
  assert.deepEqual(JSON.parse(readFileSync(await download.path(), 'utf8')), report);
});

withPage('the text version holds the report in headings and tables', {}, async (page) => {
  const report = await analyse(page, sample);
  const text = await page.locator('#report').textContent();
  for (const reference of report.image.references) assert.ok(text.includes(reference));
  assert.equal(await page.locator('#report table').count() >= 2, true);
  assert.equal(await page.locator('#report table:not(:has(caption))').count(), 0);
  assert.equal(await page.locator('#report th:not([scope])').count(), 0);
  for (const { command } of report.image.history.filter((step) => step.layer !== null)) assert.ok(text.includes(command), command);
  for (const { path } of report.largest_files) assert.ok(text.includes(path), path);
});

for (const scheme of ['dark', 'light']) {
  for (const scale of [1, 2]) {
    withPage(`the views are drawn, ${scheme}, at ${scale}x`, { colorScheme: scheme, deviceScaleFactor: scale }, async (page) => {
      const file = corpus.find((each) => each.includes('medium')) ?? sample;
      await analyse(page, file);
      const size = await page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
      assert.deepEqual(size, [1280 * scale, 800 * scale]);
      for (const [key, view] of [['1', 'overview'], ['2', 'layers'], ['3', 'files']]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(400);
        const picture = await page.screenshot({ path: join(artifacts, `${view}-${scheme}-${scale}x.png`) });
        assert.ok(picture.length > 20_000, `${view} is nearly empty`);
      }
      assert.deepEqual(page.complaints, []);
    });
  }
}

withPage('a lost WebGL context comes back', {}, async (page) => {
  await analyse(page, sample);
  const before = await page.evaluate(() => window.plimsoll.frames());
  await page.evaluate(async () => {
    const context = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    context.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 300));
    context.restoreContext();
  });
  await page.waitForTimeout(800);
  assert.ok(await page.evaluate(() => window.plimsoll.frames()) > before);
  assert.ok((await page.screenshot()).length > 20_000);
});

test('all that loads at first is under 800 kB without fonts, and under 1 MB with them, as a host sends it', (t) => {
  // dataset.test.mjs and links.test.mjs hold that the rest does not load before it is needed.
  const lines = execFileSync(join(root, 'web/print-sizes'), [dist], { encoding: 'utf8' }).trimEnd().split('\n').slice(-2);
  for (const line of lines) t.diagnostic(line.trim());
  const [withoutFonts, withFonts] = lines.map((line) => Number.parseInt(line, 10));
  assert.ok(withoutFonts > 500_000 && withoutFonts < 800_000);
  assert.ok(withFonts > withoutFonts && withFonts < 1_000_000);
});

test('the policy in the page allows no inline script and no other host', () => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const policy = html.match(/Content-Security-Policy" content="([^"]+)"/)[1];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
  assert.match(policy, /worker-src 'self' blob:/);  // 'self' for the service worker
});
