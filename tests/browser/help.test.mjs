// The page of what the figures mean: it loads as it should, and leaves out no figure, no kind of finding and no file type.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { dist, launch, openPage, root, serve, single } from './support.mjs';

const make = join(root, 'web/help/make-help');
const read = (path) => readFileSync(join(root, path), 'utf8');
const schemaOf = (name) => JSON.parse(read(`assets/${name}.schema.json`));

let browser, site, page;
const complaints = [];
before(async () => {
  browser = await launch();
  site = await serve();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  await page.goto(`${site.url}help.html`);
  await page.evaluate(() => document.fonts.ready);
});
after(async () => {
  await browser.close();
  site.close();
});

/** All fields that entries name, by the heading of their section. */
const fieldsOf = () => page.evaluate(() => [...document.querySelectorAll('main > section')].map((section) => [
  section.querySelector('h2').textContent,
  [...section.querySelectorAll('dl > div')].filter((row) => row.querySelector('dt').textContent === 'Fields')
    .flatMap((row) => [...row.querySelectorAll('code')].map(({ textContent }) => textContent)),
]));

/** Each member of a schema as [path, is it a number]: a.b, a[].b, a{} for members of any name. */
const membersOf = (schema, path = '') => {
  const types = [schema.type ?? []].flat();
  const below = Object.entries(schema.properties ?? {})
    .flatMap(([name, member]) => membersOf(member, path === '' ? name : `${path}.${name}`));
  if (schema.items !== undefined) below.push(...membersOf(schema.items, `${path}[]`));
  if (typeof schema.additionalProperties === 'object') below.push(...membersOf(schema.additionalProperties, `${path}{}`));
  return [[path, types.includes('integer') || types.includes('number')], ...below];
};

const holds = (field, path) => (field.endsWith('.*') ? path.startsWith(field.slice(0, -1)) : path === field);

test('it loads under its policy without a complaint, and from nowhere else', () => {
  assert.deepEqual(complaints, []);
  assert.ok(site.requests.includes('/some/where/help.css') && site.requests.includes('/some/where/style.css'));
});

test('the page is the document, made anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'help-'));
  try {
    execFileSync(make, [join(root, 'assets/metrics.md'), join(folder, 'help.html')]);
    assert.equal(readFileSync(join(folder, 'help.html'), 'utf8'), readFileSync(join(dist, 'help.html'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every number of a report has an entry that names its field', async () => {
  const fields = (await fieldsOf()).filter(([heading]) => heading !== 'Comparison').flatMap(([, names]) => names);
  const numbers = membersOf(schemaOf('report')).filter(([, isNumber]) => isNumber).map(([path]) => path);
  assert.ok(numbers.length > 80, `${numbers.length} numbers`);
  assert.deepEqual(numbers.filter((path) => !fields.some((field) => holds(field, path))), []);
});

test('every field that is named is in the schema of the report, or of the comparison', async () => {
  const report = membersOf(schemaOf('report')).map(([path]) => path);
  const comparison = membersOf(schemaOf('comparison')).map(([path]) => path);
  for (const [heading, fields] of await fieldsOf()) {
    const paths = heading === 'Comparison' ? comparison : report;
    for (const field of fields) assert.ok(paths.some((path) => holds(field, path)), `${heading}: ${field}`);
  }
});

test('every kind of finding and every file type has a row', async () => {
  const kinds = [...read('core/findings/kinds.cpp').matchAll(/^ {4}\{"([a-z-]+)",/gm)].map(([, id]) => id);
  assert.ok(kinds.length > 50, `${kinds.length} kinds`);
  const rows = await page.evaluate(() => [...document.querySelectorAll('#findings tbody tr')].map(({ id }) => id));
  assert.deepEqual(rows.toSorted(), kinds.toSorted());
  const types = [...read('core/image/file_types.cpp').matchAll(/^ {4}\{FileType::\w+, "([^"]+)"/gm)].map(([, name]) => name);
  assert.ok(types.length > 40, `${types.length} types`);
  const named = await page.evaluate(() => [...document.querySelectorAll('#classes tbody th')].map(({ textContent }) => textContent));
  assert.deepEqual(named.toSorted(), types.toSorted());
});

test('entries are short', async () => {
  const long = await page.evaluate(() => [...document.querySelectorAll('.entry')].filter((entry) => !entry.querySelector('table'))
    .map((entry) => [entry.id, entry.textContent.trim().split(/\s+/).length]).filter(([, words]) => words > 120));
  assert.deepEqual(long, []);
});

test('it is a whole page: language, one h1, contents that lead to all sections, a way back', async () => {
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    titles: document.querySelectorAll('h1').length,
    dead: [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href').slice(1)).filter((id) => document.getElementById(id) === null),
    unlisted: [...document.querySelectorAll('main section')].map(({ id }) => id).filter((id) => document.querySelector(`nav a[href="#${id}"]`) === null),
    repeated: [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at),
    scripts: document.scripts.length,
    back: document.querySelector('header a').href,
    wide: document.documentElement.scrollWidth,
  }));
  assert.deepEqual(found, {
    language: 'en', title: 'What the figures mean · Plimsoll', titles: 1, dead: [], unlisted: [], repeated: [], scripts: 0,
    back: `${site.url}index.html`, wide: 1280,
  });
});

test('on a phone nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  try {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  } finally {
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

test('the page leads to it: below the landing, and in the list of keys', async () => {
  const start = await openPage(browser, site.url);
  try {
    const [help] = await Promise.all([start.waitForEvent('popup'), start.click('#landing a[data-link="help"]')]);
    await help.waitForLoadState();
    assert.equal(await help.locator('h1').textContent(), 'What the figures mean');
    assert.equal(await start.locator('dialog#help a[data-link="help"]').getAttribute('href'), 'help.html');
  } finally {
    await start.close();
  }
});

test('the page as one file has it inside, with its styles', { skip: !existsSync(single) && 'it was not built' }, async () => {
  const start = await openPage(browser, pathToFileURL(single).href);
  try {
    const [help] = await Promise.all([start.waitForEvent('popup'), start.click('#landing a[data-link="help"]')]);
    const said = [];
    help.on('console', (message) => said.push(message.text()));
    await help.waitForLoadState();
    assert.equal(await help.locator('h1').textContent(), 'What the figures mean');
    assert.equal(await help.evaluate(() => getComputedStyle(document.querySelector('.help-page')).display), 'grid');
    assert.equal(await help.locator('a[href="index.html"]').count(), 0);
    assert.deepEqual(said, []);
    assert.deepEqual(start.complaints, []);
  } finally {
    await start.close();
  }
});

test('what a document says is text, and Markdown that is not known is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'help-'));
  const made = (markdown) => {
    writeFileSync(join(folder, 'a.md'), markdown);
    const { status, stderr } = spawnSync(make, [join(folder, 'a.md'), join(folder, 'a.html')], { encoding: 'utf8' });
    return { status, message: stderr.trim(), html: status === 0 ? readFileSync(join(folder, 'a.html'), 'utf8') : '' };
  };
  try {
    const { status, html } = made('# A "title" & more\n\n## One\n\nIt is `<script>alert(1)</script>` & *so > on*.\n');
    assert.equal(status, 0);
    assert.ok(html.includes('<h1>A &quot;title&quot; &amp; more</h1>'));
    assert.ok(html.includes('<code>&lt;script&gt;alert(1)&lt;/script&gt;</code> &amp; <em>so &gt; on</em>'));
    const refused = {
      'no title\n': /line 1: the title is missing/,
      '# A\n\n#### B\n': /line 3: this Markdown is not known/,
      '# A\n\n1. first\n': /line 3: this Markdown is not known/,
      '# A\n\n> quoted\n': /line 3: this Markdown is not known/,
      '# A\n\n```\ncode\n```\n': /line 3: this Markdown is not known/,
      '# A\n\nSee [there](b.html).\n': /line 3: this Markdown is not known/,
      '# A\n\nSee <b>there</b>.\n': /line 3: this Markdown is not known/,
      '# A\n\nNot `closed.\n': /line 3: a mark is not closed/,
      '# A\n\n**bold**\n': /line 3: a mark is not closed/,
      '# A\n\n## B\n\n## B\n': /line 5: "B" makes no id of its own/,
      '# A\n\n### B\n': /line 3: an entry before the first section/,
      '# A\n\n## B\ntext\n': /line 4: a blank line is missing/,
      '# A\n\n| a | b |\n| --- | --- |\n| c |\n': /line 5: a row of 1 cells in a table of 2/,
      '# A\n\n- *Unit*: bytes\n- more\n': /line 3: some lines of this list are definitions/,
    };
    for (const [markdown, message] of Object.entries(refused)) {
      const answer = made(markdown);
      assert.equal(answer.status, 1, markdown);
      assert.match(answer.message, message);
    }
    assert.equal(spawnSync(make, []).status, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
