// The page by the rules of axe-core, wherever it is HTML; and the colours of both its parts by computed contrast, and by how far
// apart they stay for colour-blind eyes.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dist, launch, openPage, root, serve, studyPackage } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = join(dist, 'sample.tar');

let site, browser, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

// ------------------------------------------------------------------------------------------------------- axe-core

/** What axe-core finds wrong, a line each. */
const violations = async (page) => {
  // The page's policy does not bind what a test evaluates.
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe);
  return page.evaluate(async () => {
    // What is not on the screen has no colours that could be measured.
    for (const section of document.querySelectorAll('#report section')) section.style.contentVisibility = 'visible';
    const found = await window.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html, failureSummary }) =>
      `${id}: ${html.slice(0, 160)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 240)})`));
  });
};

/** The same in both appearances, in a wide window and on a phone. */
const all = [['dark', 1280], ['dark', 390], ['light', 1280], ['light', 390]];
const assertAccessible = async (page, looks = all) => {
  for (const [colorScheme, width] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });  // no colour is on its way to another
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(200);
    assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} wide`);
  }
};

const withPage = (name, body, options = {}) => test(name, options, async () => {
  const page = await openPage(browser, site.url);
  try {
    await body(page);
  } finally {
    await page.close();
  }
});

/** Has an input read that its chooser gets, and shows it as text. */
const asText = async (page, chooser, files) => {
  await page.setInputFiles(chooser, files);
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 120_000 });
  await showText(page);
};
const showText = async (page) => {
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await page.locator('#report[aria-busy=false] h1').waitFor();
  await page.evaluate(() => { for (const each of document.querySelectorAll('#report details')) each.open = true; });
  await page.waitForTimeout(100);
};

withPage('the landing', assertAccessible);

withPage('the landing with what it opens', async (page) => {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('#landing details')) each.open = true;
    document.getElementById('display').showPopover();
  });
  await assertAccessible(page);
});

withPage('the canvas', async (page) => {
  await page.setInputFiles('#file', sample);
  await page.waitForFunction(() => window.plimsoll.report() !== null);
  await assertAccessible(page);
});

for (const [what, key, id] of [['search', '/', 'palette'], ['help', '?', 'help']])
  withPage(`the ${what} while it is open, over the canvas`, async (page) => {
    await page.setInputFiles('#file', sample);
    await page.waitForFunction(() => window.plimsoll.report() !== null);
    await page.keyboard.press(key);
    await page.locator(`#${id}`).waitFor();
    await assertAccessible(page);
    if (id !== 'palette') return;
    for (const words of ['lib', 'nothing holds this']) {
      await page.locator('#palette-words').fill(words);
      await assertAccessible(page, [['dark', 1280], ['light', 390]]);
    }
  });

withPage('the settings while they are open', async (page) => {
  await asText(page, '#file', sample);
  await page.evaluate(() => document.getElementById('display').showPopover());
  await assertAccessible(page);
});

withPage('an image as text', async (page) => {
  await asText(page, '#file', sample);
  await assertAccessible(page);
});

withPage('a comparison as text', async (page) => {
  await asText(page, '#file', sample);
  const other = join(folder, 'other.json');
  writeFileSync(other, JSON.stringify(await page.evaluate(() => window.plimsoll.report())));
  await page.setInputFiles('#other', other);
  await page.waitForFunction(() => window.plimsoll.comparison() !== null);
  await showText(page);
  await assertAccessible(page);
});

withPage('a project as text', async (page) => {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'Dockerfile'), 'FROM python:3.11 AS base\nRUNN x\nRUN\tpip install torch\nFROM base\nCOPY . /app\n');
  writeFileSync(join(project, 'compose.yml'), 'services:\n  web:\n    build: .\n');
  await asText(page, '#folder', project);
  assert.match(await page.locator('#report pre').first().textContent(), /^FROM python:3\.11 AS base\n.*\nRUN\tpip/);
  await assertAccessible(page);
});

withPage('a data set as text', async (page) => {
  await asText(page, '#file', studyPackage());
  await assertAccessible(page, [['dark', 390], ['light', 1280]]);  // thousands of rows
}, { skip: studyPackage() === '' && 'there is no study', timeout: 300_000 });

withPage('a link as text, and an image held against it', async (page) => {
  await asText(page, '#file', sample);
  const address = await page.evaluate(() => window.plimsoll.link({ paths: true, commands: true, environment: true, labels: true, title: 'A title' }));
  await page.goto(address);
  await page.reload();
  await page.waitForFunction(() => window.plimsoll?.report()?.schema === 'plimsoll.essence/1');
  await showText(page);
  await assertAccessible(page);
  await page.setInputFiles('#file', sample);
  await page.waitForFunction(() => window.plimsoll.verdict() !== null);
  await showText(page);
  await assertAccessible(page);
});

withPage('an input that cannot be read', async (page) => {
  await page.evaluate(() => document.getElementById('landing-to-text').click());
  await assertAccessible(page);  // nothing is there yet
  const picture = join(folder, 'picture.tar');
  writeFileSync(picture, Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(2000, 7)]));
  await page.setInputFiles('#file', picture);
  await page.waitForFunction(() => !document.getElementById('complaint').hidden);
  assert.equal(await page.locator('[role=alert]').textContent(), await page.locator('#complaint').textContent());
  assert.match(await page.locator('#complaint').textContent(), /PNG/);
  await assertAccessible(page);
});

test('while it is read', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.route('**/worker.wasm', () => {});  // what reads never comes, so that reading lasts
  try {
    const page = await openPage(context, site.url);
    await page.evaluate(() => document.getElementById('landing-to-text').click());
    await page.setInputFiles('#file', sample);
    await page.locator('#reading').waitFor({ state: 'visible' });
    assert.equal(await page.locator('#reading-name').textContent(), 'sample.tar');
    await assertAccessible(page);
  } finally {
    await context.close();
  }
});

withPage('axe-core finds what is wrong: a picture without a name, faint words, a heading left out', async (page) => {
  await asText(page, '#file', sample);
  await page.evaluate(() => {
    const section = document.querySelector('#report section');
    const faint = Object.assign(document.createElement('p'), { textContent: 'Words that can hardly be read' });
    faint.style.color = 'var(--line)';
    section.append(document.createElement('img'), faint, document.createElement('h5'));
  });
  const found = (await violations(page)).map((line) => line.split(':')[0]);
  for (const rule of ['image-alt', 'color-contrast', 'empty-heading']) assert.ok(found.includes(rule), `${rule}: ${found}`);
});

// --------------------------------------------------------------------------------------------------------- colours

const channels = (hex) => [16, 8, 0].map((shift) => (parseInt(hex, 16) >> shift & 255) / 255);
const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => {
  const [red, green, blue] = channels(hex).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
/** WCAG 2.2's contrast ratio. */
const contrast = (a, b) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** The colours of the canvas: theme.cpp says all of them, each by its name. */
const themes = (() => {
  const source = readFileSync(join(root, 'web/page/theme.cpp'), 'utf8');
  return Object.fromEntries(['dark', 'light'].map((name) => {
    const body = source.match(new RegExp(`Colours ${name}_colours = \\{([\\s\\S]*?)\\};`))[1];
    const colours = Object.fromEntries([...body.matchAll(/\.(\w+) = rgb\(0x([0-9a-f]{6})\)/g)].map((match) => [match[1], match[2]]));
    colours.data = [...body.match(/\.data = \{([\s\S]*)/)[1].matchAll(/0x([0-9a-f]{6})/g)].map((match) => match[1]);
    return [name, colours];
  }));
})();

test('theme.cpp was read whole', () => {
  for (const colours of Object.values(themes)) {
    assert.equal(Object.keys(colours).length, 17);
    assert.equal(colours.data.length, 6);
  }
});

withPage('style.css has the colours of the canvas', async (page) => {
  for (const [colorScheme, colours] of Object.entries(themes)) {
    await page.emulateMedia({ colorScheme });
    const tokens = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const names = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule.selectorText === ':root').flatMap((rule) => [...rule.style]).filter((name) => name.startsWith('--'));
      return names.map((name) => {
        probe.style.color = `var(${name})`;
        const hex = getComputedStyle(probe).color.match(/\d+/g).slice(0, 3).map((each) => Number(each).toString(16).padStart(2, '0'));
        return [name.slice(2).replaceAll('-', '_'), hex.join('')];
      });
    });
    assert.ok(tokens.length >= 12);
    for (const [name, hex] of tokens) assert.equal(hex, colours[name], `--${name}, ${colorScheme}`);
  }
});

test('charts that are saved have the colours of the canvas', () => {
  const rows = [...readFileSync(join(root, 'core/charts/theme.cpp'), 'utf8').matchAll(/\{0x(\w{6}), 0x(\w{6})\},\s*\/\/ (\w+)/g)];
  assert.equal(rows.length, 18);
  for (const [, light, dark, ink] of rows) {
    if (['data7', 'data8'].includes(ink)) continue;  // the page has no more than six
    const data = /^data(\d)$/.exec(ink)?.[1];
    const of = ({ [ink === 'background' ? 'card' : ink]: colour, data: all }) => (data ? all[data - 1] : colour);  // charts stand on cards
    assert.deepEqual([of(themes.light), of(themes.dark)], [light, dark], ink);
  }
});

for (const [name, colours] of Object.entries(themes)) {
  const atLeast = (ratio, ink, ground) => {
    const is = contrast(colours[ink] ?? ink, colours[ground]);
    assert.ok(is >= ratio, `${ink} on ${ground}, ${name}: ${is.toFixed(2)}`);
  };

  test(`words stand out by 4.5 to 1 from what they lie on, ${name}`, () => {
    for (const ink of ['text', 'muted']) for (const ground of ['background', 'card', 'raised']) atLeast(4.5, ink, ground);
    for (const ink of ['faint', 'accent', 'good', 'warning', 'bad', 'run', 'copy', 'add', 'other']) atLeast(4.5, ink, 'card');
    for (const ink of ['faint', 'accent', 'good', 'warning', 'bad']) atLeast(4.5, ink, 'background');  // in the text version, and in fields
    atLeast(4.5, 'on_accent', 'accent');
  });

  test(`marks of data stand out by 3 to 1 from a card, ${name}`, () => {
    for (const colour of colours.data) atLeast(3, colour, 'card');
  });

  test(`faint is fainter than muted, and that than text, ${name}`, () => {
    const of = (ink) => contrast(colours[ink], colours.card);
    assert.ok(of('faint') < of('muted') - 1 && of('muted') < of('text') - 1);
  });
}

// Viénot, Brettel and Mollon (1999) for red and green; Brettel, Viénot and Mollon's (1997) two half-planes for blue, in the form
// of linear RGB that their authors' programs use (libDaltonLens).
const blindness = {
  none: (rgb) => rgb,
  protanopia: times([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
  deuteranopia: times([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
  tritanopia: (rgb) => {
    const [red, green, blue] = rgb;
    const isOneSide = 0.03960 * red - 0.02831 * green - 0.01129 * blue >= 0;
    return times(isOneSide
      ? [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]]
      : [[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]])(rgb);
  },
};
function times(matrix) {
  return (rgb) => matrix.map((row) => row.reduce((sum, each, at) => sum + each * rgb[at], 0));
}

/** Ottosson's OKLab. */
const oklab = ([red, green, blue]) => {
  const [l, m, s] = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005]].map((row) => Math.cbrt(Math.max(0, row[0] * red + row[1] * green + row[2] * blue)));
  return [0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s];
};
const distance = (a, b, see) => {
  const [from, to] = [a, b].map((hex) => oklab(see(channels(hex).map(linear))));
  return Math.hypot(...from.map((each, at) => each - to[at]));
};

// What differs by 0.02 can be seen to differ, side by side; this is more than twice that.
const leastDistance = 0.055;

test('the distances are those of Ottosson’s OKLab, and simulated eyes confuse what they should', () => {
  assert.ok(Math.abs(distance('ffffff', '000000', blindness.none) - 1) < 1e-6);
  const grey = oklab(channels('808080').map(linear));
  assert.ok(Math.hypot(grey[1], grey[2]) < 1e-4);
  for (const see of Object.values(blindness)) {
    const white = see([1, 1, 1]);
    assert.ok(white.every((each) => Math.abs(each - 1) < 0.01), String(white));
  }
  // A red and a green of which these eyes see the same.
  assert.ok(distance('c06060', '808060', blindness.none) > 0.1);
  assert.ok(distance('d00000', '6a6a00', blindness.deuteranopia) < distance('d00000', '6a6a00', blindness.none) / 2);
});

for (const [name, { data }] of Object.entries(themes))
  for (const [eyes, see] of Object.entries(blindness))
    test(`the colours of data are told apart, ${name}, ${eyes}`, (t) => {
      let least = Infinity, pair = '';
      for (const [at, a] of data.entries()) for (const b of data.slice(at + 1)) {
        const apart = distance(a, b, see);
        if (apart < least) [least, pair] = [apart, `${a} and ${b}`];
      }
      t.diagnostic(`${pair}: ${least.toFixed(3)}`);
      assert.ok(least >= leastDistance, `${pair} are only ${least.toFixed(3)} apart`);
    });
