// The first minute: the landing, what was read before, the clipboard, several files at once, files that change, and what is said
// while all that goes on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, closeSync, copyFileSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { analyse, artifacts, command, dist, launch, openPage, serve } from './support.mjs';

const sample = join(dist, 'sample.tar');
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-first-'));
const dockerfile = 'ARG VERSION=3.9\n\n# What it stands on\nFROM python:${VERSION}\nRUN pip install torch\n';

let site, browser, reportText;
before(async () => {
  mkdirSync(artifacts, { recursive: true });
  site = await serve();
  browser = await launch();
  reportText = execFileSync(command, ['analyze', '--format', 'json', sample], { encoding: 'utf8' });
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const withPage = (name, options, body) => test(name, async () => {
  const page = await openPage(browser, site.url, options);
  try {
    await body(page);
    assert.deepEqual(page.complaints.filter((text) => !(options.expected?.test(text))), []);
  } finally {
    await page.close();
  }
});

// ------------------------------------------------------------------------------------------------------- what is given

const fileNamed = (name, content = readFileSync(sample)) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);

const tarHead = (name, size) => {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000644\0' + '0000000\0' + '0000000\0', 100, 'latin1');
  block.write(size.toString(8).padStart(11, '0') + '\0', 124, 'latin1');
  block.write('00000000000\0' + '        ' + '0', 136, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0 ', 148, 'latin1');
  return block;
};

/** An image of so many layers, each of so many gzip members of 64 MiB of zeros: reading one of 40 takes a second or more. */
const slowImage = (name, layers, members) => {
  const member = gzipSync(Buffer.alloc(64 << 20));
  const content = Buffer.concat(Array(members).fill(member));
  const names = Array.from({ length: layers }, (_, number) => `layer${number}.tar`);
  const manifest = Buffer.from(JSON.stringify([{ Config: 'c.json', RepoTags: ['slow:1'], Layers: names }]));
  const config = Buffer.from(JSON.stringify({ rootfs: { diff_ids: names.map(() => `sha256:${'0'.repeat(64)}`) }, history: [] }));
  const path = join(folder, name);
  const handle = openSync(path, 'w');
  for (const part of [tarHead('c.json', config.length), padded(config)]) writeSync(handle, part);
  for (const each of names) for (const part of [tarHead(each, content.length), padded(content)]) writeSync(handle, part);
  for (const part of [tarHead('manifest.json', manifest.length), padded(manifest), Buffer.alloc(1024)]) writeSync(handle, part);
  closeSync(handle);
  return path;
};

let slowPath = null;
const slow = () => (slowPath ??= slowImage('slow.tar', 4, 40));

const paste = (page, { text = '', files = [] }) => page.evaluate(({ plain, given }) => {
  const transfer = new DataTransfer();
  if (plain !== '') transfer.setData('text/plain', plain);
  for (const [name, content] of given) transfer.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name));
  const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event.defaultPrevented;
}, { plain: text, given: files.map(([name, content]) => [name, Buffer.from(content).toString('base64')]) });

const complaint = async (page, pattern) => {
  await page.waitForFunction((source) => new RegExp(source).test(document.getElementById('complaint').textContent), pattern.source,
    { timeout: 60_000 });
  return page.locator('#complaint').textContent();
};
const says = (page, pattern) => page.waitForFunction((source) => new RegExp(source).test(document.getElementById('status').textContent), pattern.source);
const shows = (page, name) => page.waitForFunction((wanted) => window.plimsoll.report()?.source.name === wanted, name, { timeout: 60_000 });
const overflow = (page) => page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
const toLanding = async (page) => {
  await page.waitForTimeout(200);
  await page.mouse.click(60, 24);
  await page.waitForFunction(() => document.body.dataset.view === 'landing');
};

/** Elements with text that is cut, or that leave the window at its sides. */
const cutTexts = (page) => page.evaluate(() => [...document.querySelectorAll('#landing *')].filter((element) => {
  const box = element.getBoundingClientRect();
  if (box.width < 2 || !element.checkVisibility() || element.closest('svg')) return false;
  return box.left < 0 || box.right > innerWidth + 0.5 || (getComputedStyle(element).overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1);
}).map(({ tagName, textContent }) => `${tagName}: ${textContent.slice(0, 60)}`));

// ------------------------------------------------------------------------------------------------------------- landing

for (const colorScheme of ['dark', 'light']) {
  for (const [name, width, height, deviceScaleFactor] of [['1280', 1280, 800, 1], ['4k', 1920, 1080, 2], ['wall', 3840, 2160, 1], ['phone', 390, 844, 2]]) {
    withPage(`the landing fits ${width} by ${height}, ${colorScheme}`, { viewport: { width, height }, deviceScaleFactor, colorScheme }, async (page) => {
      await page.locator('#recent').waitFor({ state: 'visible' });
      const [across, down] = await overflow(page);
      assert.equal(across, 0);
      if (name !== 'phone') assert.equal(down, 0);
      assert.deepEqual(await cutTexts(page), []);
      for (const control of ['.drop label[for=file]', '.drop label[for=folder]', '#paste', '#sample', '#recent-keep']) assert.ok(await page.locator(control).isVisible(), control);
      await page.screenshot({ path: join(artifacts, `first-landing-${colorScheme}-${name}.png`), fullPage: true });
    });
  }
}

// ------------------------------------------------------------------------------------------------------ recent reports

const names = (page) => page.locator('#recent-list .recent-facts').evaluateAll((all) => all.map(({ textContent }) => textContent.split(', ').pop()));

withPage('an image that was read is on the landing the next time, and opens as a saved report', {}, async (page) => {
  const report = await analyse(page, fileNamed('first.tar'));
  await page.locator('#recent-list li').waitFor({ state: 'attached' });
  await page.reload();
  await page.locator('#recent-list li').waitFor();
  const row = page.locator('#recent-list li');
  assert.match(await row.textContent(), /plimsoll\/sample:1\d+ kB, 6 layers, just now, first\.tar/);
  const title = await row.locator('time').getAttribute('title');
  assert.match(title, /\d{4}.*\d:\d\d:\d\d/);
  await row.locator('.recent-open').click();
  await shows(page, 'first.tar');
  assert.deepEqual(await page.evaluate(() => window.plimsoll.report()), report);
  assert.match(await page.locator('#report').textContent(), /what the report kept of first\.tar says.*Nothing of it was computed here/s);
  // Opening one keeps nothing new.
  await toLanding(page);
  assert.deepEqual(await names(page), ['first.tar']);
});

withPage('at most ten are kept, the newest first, and the same image once', {}, async (page) => {
  const bytes = readFileSync(sample).toString('base64');
  for (const name of [...Array.from({ length: 11 }, (_, number) => `${number}.tar`), '5.tar'])
    await page.evaluate(async ([content, fileName]) => {
      await window.plimsoll.open(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], fileName));
    }, [bytes, name]);
  const expected = [5, 10, 9, 8, 7, 6, 4, 3, 2, 1].map((number) => `${number}.tar`);
  await page.waitForFunction((wanted) => {
    const found = [...document.querySelectorAll('#recent-list .recent-facts')].map(({ textContent }) => textContent.split(', ').pop());
    return JSON.stringify(found) === JSON.stringify(wanted);
  }, expected, { timeout: 10_000 }).catch(async () => assert.deepEqual(await names(page), expected));
  // What was dropped from the list is dropped from the store.
  const kept = await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('plimsoll').onsuccess = ({ target: { result: db } }) => {
      db.transaction('reports').objectStore('reports').getAll().onsuccess = ({ target: { result } }) => resolve(result.map(({ bytes: { byteLength }, gzip }) => [byteLength, gzip]));
    };
  }));
  assert.equal(kept.length, 10);
  for (const [length, gzip] of kept) assert.ok(gzip && length < reportText.length / 2);
});

withPage('one can be removed, all can, and keeping can be turned off', {}, async (page) => {
  await analyse(page, fileNamed('a.tar'));
  await analyse(page, fileNamed('b.tar'));
  await page.waitForFunction(() => document.querySelectorAll('#recent-list li').length === 2);
  await toLanding(page);
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.waitForFunction(() => document.querySelectorAll('#recent-list li').length === 1);
  assert.deepEqual(await names(page), ['a.tar']);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('recent-remove')));
  await page.locator('#recent-clear').click();
  await page.waitForFunction(() => document.querySelectorAll('#recent-list li').length === 0);
  await page.reload();
  await page.locator('#recent').waitFor();
  assert.equal(await page.locator('#recent-list li').count(), 0);
  await analyse(page, fileNamed('c.tar'));
  await page.waitForFunction(() => document.querySelectorAll('#recent-list li').length === 1);
  await toLanding(page);
  await page.locator('#recent-keep').click();
  await page.waitForFunction(() => document.querySelectorAll('#recent-list li').length === 0);
  await analyse(page, fileNamed('d.tar'));
  await page.reload();
  await page.locator('#recent').waitFor();
  assert.equal(await page.locator('#recent-keep').isChecked(), false);
  assert.match(await page.locator('#recent-where').textContent(), /No report is kept/);
  assert.equal(await page.locator('#recent-list li').count(), 0);
});

withPage('saved reports, projects and links are not kept', {}, async (page) => {
  await page.setInputFiles('#file', fileNamed('saved.json', reportText));
  await shows(page, 'sample.tar');
  await page.setInputFiles('#file', fileNamed('Dockerfile', dockerfile));
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.project/1');
  await page.waitForTimeout(500);
  assert.equal(await page.locator('#recent-list li').count(), 0);
});

withPage('what is kept is text, whatever it holds, and what is damaged is said and goes', {}, async (page) => {
  await page.locator('#recent').waitFor();
  await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('plimsoll').onsuccess = ({ target: { result: db } }) => {
      const change = db.transaction(['entries', 'reports'], 'readwrite');
      const put = (key, more, packed) => {
        change.objectStore('entries').put({ key, name: '<img src=x onerror="window.broken=1">', source: '<b>x</b>', bytes: 5, layers: 1, when: Date.now() - 86_400_000, ...more });
        change.objectStore('reports').put(packed, key);
      };
      put('a', {}, { bytes: new Uint8Array([1, 2, 3]).buffer, gzip: true });
      put('b', { when: Date.now() - 2 * 86_400_000 }, { bytes: new TextEncoder().encode('{"schema": "other"}').buffer, gzip: false });
      put('c', { layers: 'many' }, {});
      change.oncomplete = resolve;
    };
  }));
  await page.reload();
  await page.locator('#recent-list li').first().waitFor();
  assert.equal(await page.locator('#recent-list li').count(), 2);  // one is no entry at all
  assert.match(await page.locator('#recent-list li').first().textContent(), /<img src=x onerror.*5 B, 1 layer, yesterday, <b>x<\/b>/);
  assert.equal(await page.locator('#recent-list img, #recent-list b').count(), 0);
  await page.locator('.recent-open').first().click();
  await page.locator('#recent-note:not([hidden])').waitFor();
  assert.match(await page.locator('#recent-note').textContent(), /can no longer be read here, so it was taken off the list/);
  assert.equal(await page.locator('#recent-list li').count(), 1);
  await page.locator('.recent-open').first().click();
  assert.match(await complaint(page, /^The kept report/), /^The kept report of <b>x<\/b> /);
  assert.equal(await page.evaluate(() => window.broken), undefined);
});

test('where the browser keeps nothing, nothing is promised and nothing breaks', async () => {
  for (const broken of [() => { Object.defineProperty(window, 'indexedDB', { value: undefined }); },
    () => { IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }; }]) {
    const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 800 } });
    await context.addInitScript(broken);
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(site.url);
    await page.waitForFunction(() => window.plimsoll !== undefined);
    assert.equal((await analyse(page, sample)).source.name, 'sample.tar');
    await toLanding(page);
    assert.ok(await page.locator('#recent').isHidden());
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('a full store gives the oldest away, and says so where that is not enough', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 800 } });
  // As browsers do: the transaction is broken off with that error. There is room for so many reports.
  await context.addInitScript(() => {
    window.room = 2;
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, key) {
      const request = put.call(this, value, key);
      if (this.name === 'reports') {
        this.count().onsuccess = ({ target: { result } }) => {
          if (result <= window.room) return;
          Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
          this.transaction.abort();
        };
      }
      return request;
    };
  });
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => window.plimsoll !== undefined);
  for (const name of ['a.tar', 'b.tar', 'c.tar']) {
    await analyse(page, fileNamed(name));
    await page.waitForFunction((wanted) => document.querySelector('#recent-list li')?.textContent.includes(wanted), name);
  }
  assert.deepEqual(await names(page), ['c.tar', 'b.tar']);
  await page.evaluate(() => { window.room = 0; });
  await analyse(page, fileNamed('d.tar'));
  await page.waitForFunction(() => document.getElementById('recent-note').textContent !== '');
  assert.equal(await page.locator('#recent-note').textContent(), 'The report of d.tar is not kept here: the browser has no room left.');
  await context.close();
});

// ------------------------------------------------------------------------------------------------------------ clipboard

withPage('files that are pasted are opened, on the landing, on the canvas and in the text version', {}, async (page) => {
  const bytes = readFileSync(sample);
  await paste(page, { files: [['one.tar', bytes]] });
  await shows(page, 'one.tar');
  assert.equal(await page.evaluate(() => document.body.dataset.view), 'canvas');
  await paste(page, { files: [['two.tar', bytes]], text: 'two.tar' });
  await shows(page, 'two.tar');
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await paste(page, { files: [['three.tar', bytes]] });
  await shows(page, 'three.tar');
  assert.equal(await page.evaluate(() => document.body.dataset.view), 'text');
});

withPage('a link, a saved report and a Dockerfile that are pasted are opened', {}, async (page) => {
  await analyse(page, sample);
  const link = await page.evaluate(() => window.plimsoll.link());
  assert.match(link, /#r=r1\./);
  await page.reload();
  await page.waitForFunction(() => window.plimsoll !== undefined);
  await paste(page, { text: `  ${link}\n` });
  await page.waitForFunction(() => window.plimsoll.report()?.schema === 'plimsoll.essence/1');
  await page.goto(site.url);
  await page.reload();
  await page.waitForFunction(() => window.plimsoll?.report() === null);
  await paste(page, { text: reportText });
  await shows(page, 'sample.tar');
  assert.match(await page.locator('#report').textContent(), /what the report the pasted text says/);
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await paste(page, { text: dockerfile.replaceAll('\n', '\r\n') });
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.project/1');
  assert.equal(await page.evaluate(() => window.plimsoll.report().files.length), 1);
});

withPage('anything else that is pasted is one sentence, and nothing is opened', {}, async (page) => {
  for (const [text, pattern] of [['Ahoy', /nothing that can be opened/], ['{"a": 1}', /JSON, but no report/], ['from here to there', /nothing that can be opened/],
    ['{"schema": "plimsoll.report/1"}', /^The pasted text can't be shown/], ['https://example.org/#r=r2.zzz', /nothing that can be opened/],
    [`${site.url}#r=r1.broken`, /^The link can't be shown/]]) {
    await page.goto('about:blank');
    await page.goto(site.url);
    await page.waitForFunction(() => window.plimsoll !== undefined);
    await paste(page, { text });
    const said = await complaint(page, pattern);
    if (/nothing|JSON/.test(said)) {
      assert.match(said, /What can be pasted is a file, a link to a report, a report that was saved as JSON, or a Dockerfile\.$/);
      assert.equal(await page.evaluate(() => document.body.dataset.view), 'landing');
    }
    assert.equal(await page.evaluate(() => window.plimsoll.report()), null);
  }
});

withPage('what is pasted into a field stays in it', {}, async (page) => {
  await page.evaluate(() => {
    document.querySelector('main').append(Object.assign(document.createElement('input'), { id: 'own-field' }));
    document.getElementById('own-field').focus();
  });
  assert.equal(await paste(page, { text: dockerfile }), false);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.plimsoll.report()), null);
  assert.ok(await page.locator('#complaint').isHidden());
});

test('the keys and the button paste what the clipboard holds; who refuses is told what to do', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 800 } });
  const { origin } = new URL(site.url);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  const fresh = async () => {
    await page.goto(site.url);
    await page.waitForFunction(() => window.plimsoll?.report() === null);
    await page.evaluate((text) => navigator.clipboard.writeText(text), dockerfile);
  };
  await fresh();
  await page.keyboard.press('Control+V');
  await page.waitForFunction(() => window.plimsoll.report()?.schema === 'plimsoll.project/1');
  await fresh();
  await page.click('#paste');
  await page.waitForFunction(() => window.plimsoll.report()?.schema === 'plimsoll.project/1');
  await fresh();
  await page.evaluate(() => { navigator.clipboard.readText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
  await page.click('#paste');
  assert.match(await complaint(page, /clipboard/), /did not let the page read the clipboard\. Press Ctrl\+V instead/);
  await context.addInitScript(() => { delete Clipboard.prototype.readText; });
  await page.goto(site.url);
  await page.waitForFunction(() => window.plimsoll !== undefined);
  assert.ok(await page.locator('#paste').isHidden());
  await context.close();
});

// ------------------------------------------------------------------------------------------------------- while reading

withPage('while reading the page says how much, how fast and how long still', {}, async (page) => {
  await page.evaluate(() => document.getElementById('landing-to-text').click());
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push(document.getElementById('reading-facts').textContent))
      .observe(document.getElementById('reading-facts'), { childList: true, characterData: true, subtree: true });
  });
  const path = slowImage('slower.tar', 6, 24);
  const started = Date.now();
  await page.setInputFiles('#file', path);
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 120_000 });
  const took = Date.now() - started;
  const said = await page.evaluate(() => window.said);
  assert.ok(said.some((text) => /^[\d.]+ [kM]B of [\d.]+ [kM]B read, \d of 6 layers done/.test(text)), said.join('\n'));
  assert.ok(said.some((text) => /, [1-5] of 6 layers done/.test(text)), said.join('\n'));
  assert.ok(!/left/.test(said[1]), said[1]);  // nothing is known yet
  if (took > 5000) assert.ok(said.some((text) => /[\d.]+ [kMG]?B\/s, (about \d+ s left|almost done)$/.test(text)), said.join('\n'));
});

test('the time left is what bytes and seconds make of it', async () => {
  const page = await openPage(browser, site.url);
  const said = await page.evaluate(async () => {
    const { createPace, timeLeft } = await import('./pace.js');
    const pace = createPace();
    const words = [];
    // 100 MB/s for 10 s, then 10 MB/s: after five seconds the beginning is forgotten.
    for (let ms = 0, done = 0; ms <= 20_000; ms += 200) {
      words.push([ms, pace.note(ms, done, 2_000_000_000)]);
      done += ms < 10_000 ? 20_000_000 : 2_000_000;
    }
    return { words, times: [1, 5, 63, 600, 7200].map(timeLeft), early: createPace().note(0, 5, 10) };
  });
  const at = (ms) => said.words.find(([when]) => when === ms)[1];
  assert.equal(at(0), '');
  assert.equal(at(1000), '');
  assert.equal(at(4000), '100 MB/s, about 16 s left');
  assert.equal(at(20_000), '10.0 MB/s, about 2 min left');
  assert.deepEqual(said.times, ['almost done', 'about 5 s left', 'about 65 s left', 'about 10 min left', 'about 2 h left']);
  assert.equal(said.early, '');
  await page.close();
});

// ------------------------------------------------------------------------------------------------------------ several

const states = (page) => page.locator('#queue-list li').evaluateAll((all) => all.map((row) =>
  [row.querySelector('.queue-name').textContent, row.dataset.state, row.getAttribute('aria-current') === 'true'].join(' ')));
const allOver = (page) => page.waitForFunction(() => {
  const rows = [...document.querySelectorAll('#queue-list li')];
  return rows.length > 0 && rows.every(({ dataset }) => !['waiting', 'reading'].includes(dataset.state));
}, null, { timeout: 120_000 });
const row = (page, name) => page.locator('#queue-list li').filter({ has: page.locator('.queue-name', { hasText: name }) });

for (const [colorScheme, width, height] of [['dark', 1280, 800], ['light', 390, 844]]) {
  withPage(`three files or more are read one after the other, at ${width}`, { colorScheme, viewport: { width, height } }, async (page) => {
    const given = [fileNamed('one.tar'), fileNamed('notes.tar', 'Ahoy, this is no archive'), fileNamed('two.tar'), fileNamed('Dockerfile', dockerfile),
      fileNamed('saved.json', reportText)];
    await page.setInputFiles('#file', given);
    await allOver(page);
    assert.deepEqual(await states(page), ['one.tar done true', 'notes.tar failed false', 'two.tar done false', 'Dockerfile done false', 'saved.json done false']);
    assert.match(await page.locator('#status').textContent(), /^4 of 5 read, 1 could not be read\.$/);
    assert.equal(await page.evaluate(() => window.plimsoll.report().source.name), 'one.tar');
    assert.match(await row(page, 'notes.tar').locator('.queue-words').textContent(), /^is not an image archive: /);
    // The strip takes its room from the canvas.
    await page.waitForTimeout(300);
    const place = await page.evaluate(() => [document.getElementById('canvas').getBoundingClientRect().bottom, document.getElementById('queue').getBoundingClientRect()].map((box) => (typeof box === 'number' ? box : box.toJSON())));
    assert.ok(place[0] <= place[1].top + 0.5 && place[1].bottom === height, JSON.stringify(place));
    const sizes = await page.evaluate(() => { const { height: pixels, clientHeight } = document.getElementById('canvas'); return [pixels, clientHeight * devicePixelRatio]; });
    assert.ok(Math.abs(sizes[0] - sizes[1]) <= 1);
    if (width < 700) {
      assert.ok(place[1].height < 64, 'one line');
      await page.screenshot({ path: join(artifacts, 'first-queue-phone-line.png') });
      await page.click('#queue-toggle');
      assert.equal(await page.locator('#queue-toggle').getAttribute('aria-expanded'), 'true');
    }
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(artifacts, `first-queue-${colorScheme}-${width}.png`) });
    // Another one, from what was kept.
    await row(page, 'two.tar').getByRole('button').click();
    await shows(page, 'two.tar');
    assert.match(await page.locator('#report').textContent(), /was computed here, and kept while others were read/);
    assert.deepEqual((await states(page))[2], 'two.tar done true');
    // And once more in full.
    await row(page, 'two.tar').getByRole('button', { name: 'Read again' }).click();
    await page.waitForFunction(() => !document.getElementById('report').textContent.includes('kept while others'));
    await row(page, 'Dockerfile').getByRole('button').click();
    await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.project/1');
    await page.locator('#queue-close').click();
    assert.ok(await page.locator('#queue').isHidden());
    await page.waitForFunction((all) => document.getElementById('canvas').getBoundingClientRect().bottom === all, height);
  });
}

withPage('one can be skipped, one cancelled, and all; who opens another one has the queue wait', {}, async (page) => {
  await page.setInputFiles('#file', [fileNamed('one.tar'), slow(), fileNamed('two.tar'), slowImage('slow2.tar', 4, 40), fileNamed('three.tar')]);
  await page.waitForFunction(() => document.querySelectorAll('#queue-list li')[1]?.dataset.state === 'reading');
  // What is shown stays meanwhile.
  await shows(page, 'one.tar');
  await row(page, 'three.tar').getByRole('button', { name: 'Skip' }).click();
  assert.equal((await states(page))[4], 'three.tar skipped false');
  // Another one comes in between, and what was being read begins anew.
  await page.evaluate(async (bytes) => {
    await window.plimsoll.open(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], 'between.tar'));
  }, readFileSync(sample).toString('base64'));
  await shows(page, 'between.tar');
  await page.waitForFunction(() => document.querySelectorAll('#queue-list li')[1].dataset.state === 'reading');
  assert.deepEqual(await states(page), ['one.tar done false', 'slow.tar reading false', 'two.tar waiting false', 'slow2.tar waiting false', 'three.tar skipped false']);
  await row(page, 'slow.tar').getByRole('button', { name: 'Cancel' }).click();
  await page.waitForFunction(() => document.querySelectorAll('#queue-list li')[3].dataset.state === 'reading');
  assert.deepEqual((await states(page)).slice(1, 3), ['slow.tar skipped false', 'two.tar done false']);
  await shows(page, 'between.tar');
  // While one is read another is shown.
  await row(page, 'two.tar').getByRole('button', { name: 'Show' }).click();
  await shows(page, 'two.tar');
  assert.equal((await states(page))[3], 'slow2.tar reading false');
  await page.locator('#queue-cancel').click();
  await allOver(page);
  assert.deepEqual((await states(page)).slice(3), ['slow2.tar skipped false', 'three.tar skipped false']);
  await says(page, /^2 of 5 read, 3 skipped\.$/);
  // What was skipped can be had.
  await row(page, 'three.tar').getByRole('button', { name: 'Try again' }).click();
  await allOver(page);
  assert.equal((await states(page))[4], 'three.tar done false');
});

withPage('by keys, and in the text version', {}, async (page) => {
  await page.evaluate(() => document.getElementById('landing-to-text').click());
  await page.setInputFiles('#file', [fileNamed('one.tar'), fileNamed('two.tar'), fileNamed('three.tar')]);
  await allOver(page);
  assert.equal(await page.evaluate(() => document.body.dataset.view), 'text');
  // From the list's button with Tab to a row's.
  await page.locator('#queue-toggle').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const focused = await page.evaluate(() => document.activeElement.ariaLabel);
  assert.equal(focused, 'Show: two.tar');
  await page.keyboard.press('Enter');
  await shows(page, 'two.tar');
  // Nothing of the text lies below the strip.
  const bottom = await page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    return document.getElementById('report').getBoundingClientRect().bottom - document.getElementById('queue').getBoundingClientRect().top;
  });
  assert.ok(bottom <= 0.5, String(bottom));
  await page.screenshot({ path: join(artifacts, 'first-queue-text.png') });
});

withPage('several that come while one is read take its place', {}, async (page) => {
  await page.setInputFiles('#file', slow());
  await page.waitForFunction(() => Number(document.getElementById('reading-progress').value) > 0, null, { timeout: 60_000 });
  await page.setInputFiles('#file', [fileNamed('one.tar'), fileNamed('two.tar'), fileNamed('three.tar')]);
  await allOver(page);
  assert.equal(await page.evaluate(() => window.plimsoll.report().source.name), 'one.tar');
  assert.deepEqual(await states(page), ['one.tar done true', 'two.tar done false', 'three.tar done false']);
});

withPage('two archives are still compared, and two that cannot be are read one by one', {}, async (page) => {
  await page.setInputFiles('#file', [fileNamed('one.tar'), fileNamed('two.tar')]);
  await page.waitForFunction(() => window.plimsoll.comparison() !== null, null, { timeout: 60_000 });
  assert.ok(await page.locator('#queue').isHidden());
  await page.setInputFiles('#file', [fileNamed('notes.tar', 'Ahoy, this is no archive'), fileNamed('good.tar')]);
  await shows(page, 'good.tar');
  await allOver(page);
  assert.deepEqual(await states(page), ['notes.tar failed false', 'good.tar done true']);
  await page.locator('#queue-close').click();
  await page.setInputFiles('#file', [fileNamed('Dockerfile', dockerfile), fileNamed('one.tar')]);
  await allOver(page);
  assert.deepEqual(await states(page), ['Dockerfile done true', 'one.tar done false']);
});

withPage('Dockerfiles among others are one project', {}, async (page) => {
  await page.setInputFiles('#file', [fileNamed('one.tar'), fileNamed('Dockerfile', dockerfile), fileNamed('Dockerfile.dev', dockerfile)]);
  await allOver(page);
  assert.deepEqual(await states(page), ['one.tar done true', '2 files done false']);
});

withPage('of more than a hundred the rest is left out, and that is said', {}, async (page) => {
  await page.setInputFiles('#file', Array.from({ length: 103 }, (_, number) => ({ name: `${number}.json`, mimeType: '', buffer: Buffer.from(number === 1 ? '{' : reportText) })));
  await allOver(page);
  assert.equal(await page.locator('#queue-list li').count(), 100);
  assert.equal(await page.locator('#queue-sum').textContent(), '100 of 100 done, 1 failed, 3 more left out');
  assert.equal(await row(page, /^1\.json$/).locator('.queue-words').textContent(), 'holds no report.');
  // What is over makes room for more.
  await page.setInputFiles('#file', [fileNamed('one.tar'), fileNamed('two.tar'), fileNamed('three.tar')]);
  await page.waitForFunction(() => document.querySelectorAll('#queue-list li').length === 3);
  await allOver(page);
  assert.deepEqual(await states(page), ['one.tar done true', 'two.tar done false', 'three.tar done false']);
});

// ------------------------------------------------------------------------------------------------- files that change

const changed = /changed or was removed while it was read: choose it again\.$/;

withPage('a file that was removed or changed before it is read is said to be', {}, async (page) => {
  for (const change of [(path) => rmSync(path), (path) => appendFileSync(path, 'more'), (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length))]) {
    const path = fileNamed('leaving.tar');
    await page.evaluate(() => {
      document.getElementById('given')?.remove();
      document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given' }));
    });
    await page.setInputFiles('#given', path);
    await page.evaluate(() => {
      window.kept = document.getElementById('given').files[0];
      return [window.kept.size, window.kept.lastModified];
    });
    await new Promise((resolve) => { setTimeout(resolve, 1100); });
    change(path);
    const said = await page.evaluate(() => window.plimsoll.open(window.kept).then(() => 'it was read', ({ message }) => message));
    assert.equal(said, 'leaving.tar changed or was removed while it was read: choose it again');
  }
});

for (const [what, change] of [['removed', (path) => rmSync(path)], ['cut', (path) => { const handle = openSync(path, 'r+'); ftruncateSync(handle, 1000); closeSync(handle); }],
  ['written to', (path) => appendFileSync(path, 'more')]]) {
  withPage(`a file that is ${what} while it is read is said to be`, {}, async (page) => {
    const path = join(folder, 'during.tar');
    copyFileSync(slow(), path);
    await page.setInputFiles('#file', path);
    await page.waitForFunction(() => Number(document.getElementById('reading-progress').value) > 0, null, { timeout: 60_000 });
    change(path);
    assert.match(await complaint(page, /during\.tar/), changed);
    assert.equal(await page.evaluate(() => window.plimsoll.report()), null);
    assert.equal((await analyse(page, sample)).source.name, 'sample.tar');
  });
}

withPage('a saved report that was removed is said to be', {}, async (page) => {
  const saved = fileNamed('leaving.json', reportText);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given' })));
  await page.setInputFiles('#given', saved);
  await page.evaluate(() => { window.kept = document.getElementById('given').files[0]; });
  rmSync(saved);
  await page.evaluate(() => window.plimsoll.open(window.kept).catch(() => {}));
  assert.equal(await complaint(page, /leaving/), 'leaving.json changed or was removed while it was read: choose it again.');
});

withPage('a file that vanishes while it waits is said to have, and the others are read', {}, async (page) => {
  const gone = fileNamed('gone.tar');
  await page.setInputFiles('#file', [slowImage('some.tar', 2, 16), gone, fileNamed('two.tar')]);
  await page.waitForFunction(() => document.querySelector('#queue-list li')?.dataset.state === 'reading');
  rmSync(gone);
  await allOver(page);
  assert.deepEqual((await states(page)).map((state) => state.split(' ')[1]), ['done', 'failed', 'done']);
  assert.match(await row(page, 'gone.tar').locator('.queue-words').textContent(), changed);
});

// ------------------------------------------------------------------------------------------------------- what to do next

withPage('what went wrong says what to do next', {}, async (page) => {
  await page.evaluate(() => document.getElementById('landing-to-text').click());
  assert.match(await page.locator('#report').innerText(), /Choose a file above, drop one on this page, or paste one/);
  await page.setInputFiles('#file', fileNamed('notes.tar', 'Ahoy, this is no archive'));
  await complaint(page, /^notes\.tar is not/);
  assert.match(await page.locator('#complaint-next').innerText(), /^What can be opened: .*Choose another one, or drop it on this page\.$/);
  await analyse(page, sample);
  assert.ok(await page.locator('#complaint-next').isHidden());
});
