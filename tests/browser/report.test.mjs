// The report as one HTML file, opened from a disk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { artifacts, command, dist, launch } from './support.mjs';

const file = join(mkdtempSync(join(tmpdir(), 'plimsoll-')), 'report.html');

let browser;
before(async () => {
  mkdirSync(artifacts, { recursive: true });
  execFileSync(command, ['analyze', join(dist, 'sample.tar'), '--format', 'html', '--output', file]);
  browser = await launch();
});
after(() => browser.close());

for (const colorScheme of ['light', 'dark'])
  for (const width of [1280, 390])
    test(`the HTML of a report is ${colorScheme}, fits ${width} pixels, asks for nothing and complains of nothing`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const complaints = [], requests = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      const seen = await page.evaluate(() => ({
        title: document.title,
        overflow: document.documentElement.scrollWidth - innerWidth,
        background: getComputedStyle(document.documentElement).backgroundColor,
        drawing: getComputedStyle(document.querySelector('#load svg rect')).fill,
        shown: [...document.querySelectorAll('#load figure')].map((figure) => figure.checkVisibility()),
        scripts: document.scripts.length,
      }));
      await page.screenshot({ path: join(artifacts, `report-${colorScheme}-${width}.png`), fullPage: true });
      await page.close();
      assert.match(seen.title, / \u2013 Plimsoll$/);
      assert.equal(seen.overflow, 0);
      assert.equal(seen.background, colorScheme === 'light' ? 'rgb(245, 246, 248)' : 'rgb(14, 18, 23)');
      assert.equal(seen.drawing, colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(21, 27, 34)');
      assert.deepEqual(seen.shown, [width > 700, width < 700]);
      assert.equal(seen.scripts, 0);
      assert.deepEqual(complaints, []);
      assert.deepEqual(requests, [pathToFileURL(file).href]);
    });
