// A picture of each view in each size and appearance, for people to look at, in build/artifacts/screens. What a program can see
// is checked on the way: that there is a picture, that nothing is wider than the window, that nobody complained.
//
// The image is the archive that PLIMSOLL_SCREENS_IMAGE names, else the first "medium" or "edge" of PLIMSOLL_ARCHIVES, else the
// sample; the data set is the sample of the study's package.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { artifacts, dist, launch, openPage, serve, studyPackage } from './support.mjs';

const archives = (process.env.PLIMSOLL_ARCHIVES ?? '').split(':').filter((path) => path !== '' && existsSync(path) && statSync(path).isFile());
const named = (name) => archives.find((path) => path.includes(name));
const image = process.env.PLIMSOLL_SCREENS_IMAGE ?? named('medium.docker.tar') ?? named('edge.oci.tar') ?? join(dist, 'sample.tar');
const folder = join(artifacts, 'screens');

const sizes = [
  { name: '1280', viewport: { width: 1280, height: 800 } },
  { name: '3840', viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 2 },  // 3840 x 2160 pixels
  { name: '390', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];
const imageViews = ['overview', 'layers', 'files', 'packages', 'types', 'findings', 'dockerfile', 'taxonomy', 'study', 'compare'];
const items = ['funnel', 'table1', 'fig2', 'fig3a', 'fig3b', 'fig4a', 'fig4b', 'table2', 'fig5a', 'fig5b', 'read'];

let site, browser;
before(async () => {
  mkdirSync(folder, { recursive: true });
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
});

/** Resolves once no frame was drawn for a while. */
const settled = async (page) => {
  for (let frames = -1, now = 0; frames !== now;) {
    frames = await page.evaluate(() => window.plimsoll.frames());
    await page.waitForTimeout(150);
    now = await page.evaluate(() => window.plimsoll.frames());
  }
};

const setOpen = async (page, path) => {
  await page.setInputFiles('#file', path);
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 120_000 });
};

const isOpen = (page, dialog) => page.waitForFunction((id) => document.getElementById(id).open, dialog);

for (const { name, ...options } of sizes) {
  for (const colorScheme of ['dark', 'light']) {
    const withPage = (what, act) => test(`${what}, ${name}, ${colorScheme}`, { timeout: 240_000 }, async () => {
      const page = await openPage(browser, site.url, { ...options, colorScheme });
      await page.evaluate(() => window.plimsoll.ready);
      const shot = async (view) => {
        await settled(page);
        const picture = await page.screenshot({ path: join(folder, `${view}-${name}-${colorScheme}.png`) });
        assert.ok(picture.length > 12_000, `${view} is nearly empty: ${picture.length} bytes`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= options.viewport.width, `${view} is ${width} wide`);
      };
      try {
        await act(page, shot);
        assert.deepEqual(page.complaints, []);
      } finally {
        await page.close();
      }
    });
    const address = async (page, fragment) => {
      await page.evaluate((to) => { location.hash = to; }, fragment);
      await page.waitForTimeout(50);
    };

    withPage('landing, search and help', async (page, shot) => {
      await shot('landing');
      await page.keyboard.press('/');
      await isOpen(page, 'palette');
      await shot('landing-search');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await isOpen(page, 'help');
      await shot('help');
    });

    withPage('the views of an image', async (page, shot) => {
      await setOpen(page, image);
      for (const view of imageViews) {
        await address(page, `#view=${view}`);
        await shot(view);
      }
      await page.keyboard.press('/');
      await isOpen(page, 'palette');
      await page.keyboard.type('lib');
      await shot('search');
      await page.keyboard.press('Escape');
      await address(page, '#view=overview');
      await page.keyboard.press('s');
      await shot('share');
      await page.keyboard.press('Escape');
      const link = await page.evaluate(() => window.plimsoll.link({ paths: true, commands: true, title: 'What the image weighs' }));
      await page.evaluate(() => document.getElementById('canvas-to-text').click());
      await page.waitForFunction(() => document.querySelectorAll('#report table').length > 3);
      await shot('text');
      const other = await openPage(browser, link, { ...options, colorScheme });
      await other.waitForFunction(() => window.plimsoll.report() !== null);
      await settled(other);
      await other.screenshot({ path: join(folder, `link-${name}-${colorScheme}.png`) });
      await other.close();
    });

    if (studyPackage() !== '')
      withPage('the views of a data set', async (page, shot) => {
        await setOpen(page, studyPackage());
        for (const item of items) {
          await address(page, `#view=study/${item}`);
          await shot(`dataset-${item}`);
        }
        await address(page, '#view=projects');
        await shot('dataset-projects');
      });
  }
}
