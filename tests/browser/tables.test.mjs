// The tables on the canvas: what their menus copy, held against the report's JSON; keys, a long press, filters, order, and the
// widths of columns.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { analyse, artifacts, dist, launch, openPage, serve, studyPackage } from './support.mjs';

const sample = join(dist, 'sample.tar');
const study = studyPackage();

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

const withPage = (name, { skip = false, fragment = '', ...options }, body) => test(name, { skip }, async (t) => {
  const page = await openPage(browser, site.url + fragment, { permissions: ['clipboard-read', 'clipboard-write'], ...options });
  try {
    await body(page, t);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

const said = (page) => page.locator('#status').textContent();
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById('status').textContent.includes(wanted), text, { timeout: 10_000 });
/** Frames have been drawn since the last event, however slow the machine is. */
const settled = async (page) => {
  await page.waitForTimeout(150);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; ++frame) await new Promise((drawn) => { requestAnimationFrame(drawn); });
  });
  await page.waitForTimeout(100);
};
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

const go = async (page, key, name) => {
  await page.keyboard.press(key);
  await says(page, name);
  await settled(page);
};

/** Of the menu that is open, chooses an item by keys: each is said when it is reached. */
const choose = async (page, item) => {
  for (let step = 0; step < 10; ++step) {
    const before = await said(page);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((old) => document.getElementById('status').textContent !== old, before);
    if ((await said(page)).endsWith(item)) {
      await page.keyboard.press('Enter');
      await settled(page);
      return;
    }
  }
  assert.fail(`the menu has no "${item}"; it said "${await said(page)}"`);
};

/** As a hand does: the pointer is there before the button goes down. */
const click = async (page, x, y) => {
  await page.mouse.move(x, y);
  await settled(page);
  await page.mouse.click(x, y);
  await settled(page);
};

const openMenu = async (page, x, y) => {
  await page.mouse.move(x - 3, y);
  await page.mouse.click(x, y, { button: 'right' });
  await settled(page);
  await page.evaluate(() => { document.getElementById('status').textContent = ''; });
};

const copied = async (page, [x, y], item) => {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await openMenu(page, x, y);
  await choose(page, item);
  await says(page, 'Copied');
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return clipboard(page);
};

/** Cells of each line but the first. */
const tsv = (text) => text.replace(/\n$/, '').split('\n').slice(1).map((line) => line.split('\t'));
/** Of GitHub's Markdown: split at the pipes that are not escaped; code spans without their fence. */
const markdown = (text) => text.replace(/\n$/, '').split('\n').slice(2).map((line) => line.slice(2, -2).split(/(?<!\\) \| /)
  .map((cell) => cell.trim().replace(/^(`+) ?(.*?) ?\1$/, '$2').replace(/\\(?=[|\\*_{}[\]<>~&$+-])/g, '')));
/** Of LaTeX with booktabs, what is between \midrule and \bottomrule. */
const latex = (text) => text.slice(text.indexOf('\\midrule\n') + 9, text.indexOf('\\bottomrule')).trimEnd().split('\n')
  .map((line) => line.replace(/ \\tabularnewline$/, '').split(' & ').map((cell) => cell
    .replace(/\\raggedright /g, '').replace(/\\allowbreak\{\}/g, '').replace(/^\\texttt\{(.*)\}$/, '$1')
    .replace(/\\textbackslash\{\}/g, '\\').replace(/\\textless\{\}/g, '<').replace(/\\textgreater\{\}/g, '>')
    .replace(/\\textbar\{\}/g, '|').replace(/\\textquotedbl\{\}/g, '"').replace(/\\textasciitilde\{\}/g, '~')
    .replace(/\{([-'`,!?[\]*])\}/g, '$1').replace(/\\([&%$#_{}])/g, '$1')));

const layersOf = (report) => report.layers.map((layer) => {
  const step = report.image.history[layer.history];
  return [String(layer.index + 1), `${step.instruction} ${step.command}`, String(layer.file_bytes), String(layer.blob_bytes),
    String(layer.hidden_bytes), String(layer.files), String(layer.directory_depth), ''];
});

withPage('Layers are copied as TSV, Markdown and LaTeX, with the report\'s exact numbers', {}, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '2', 'Layers');
  const expected = layersOf(report);
  const row = [200, 214];
  const text = await copied(page, row, 'Copy table as TSV');
  assert.equal(text.split('\n')[0],
    'Layer\tMade by\tShipped (bytes)\tStored (bytes)\tHidden (bytes)\tFiles\tDepth\tVerified');
  assert.deepEqual(tsv(text), expected);
  assert.equal(await said(page), `Copied ${expected.length} rows as TSV`);
  const inMarkdown = await copied(page, row, 'Copy table as Markdown');
  assert.equal(inMarkdown.split('\n')[1], '| ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |');
  assert.deepEqual(markdown(inMarkdown), expected);
  const inLatex = await copied(page, row, 'Copy table as LaTeX');
  assert.match(inLatex, /^% Needs .*booktabs.*\n\\begin\{tabular\}\{rp\{0\.70\\linewidth\}rrrrrl\}\n\\toprule\n/);
  assert.deepEqual(latex(inLatex), expected);
  // The second row, and of it the cell under the pointer.
  assert.equal(await copied(page, row, 'Copy row'), expected[1].join('\t'));
  assert.equal(await copied(page, row, 'Copy cell'), expected[1][1]);
  assert.equal(await copied(page, [405, 214], 'Copy cell'), expected[1][2]);
});

withPage('what is copied is in the order that is shown', {}, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '2', 'Layers');
  await click(page, 405, 153);  // the head Shipped: the heaviest first
  const shipped = tsv(await copied(page, [200, 214], 'Copy table as TSV')).map((row) => Number(row[2]));
  assert.deepEqual(shipped, report.layers.map((layer) => layer.file_bytes).sort((a, b) => b - a));
});

withPage('the rows of Files, Packages, Types and Findings are those of the report', {}, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '3', 'Files');
  const files = tsv(await copied(page, [200, 193], 'Copy table as TSV'));
  const byPath = new Map(files.map(([path, ...numbers]) => [path, numbers]));
  assert.equal(byPath.size, files.length);
  // All of the small tree is open: every file that the report lists is there.
  for (const file of report.largest_files)
    assert.deepEqual(byPath.get(file.path), [String(file.bytes), '1', String(file.layer + 1)], file.path);
  const top = files.filter(([path]) => path.lastIndexOf('/') === 0);
  assert.equal(top.reduce((sum, row) => sum + Number(row[1]), 0), report.filesystem.bytes);
  assert.equal(top.reduce((sum, row) => sum + Number(row[2]), 0), report.filesystem.files);

  await go(page, '4', 'Packages');
  assert.deepEqual(tsv(await copied(page, [850, 210], 'Copy table as TSV')), report.packages.map((each) =>
    [each.name, each.version ?? '', each.ecosystem, String(each.files), String(each.bytes), String(each.layer + 1), each.location ?? '']));

  await go(page, '5', 'Types');
  const types = markdown(await copied(page, [100, 285], 'Copy table as Markdown'));
  assert.deepEqual(types.map(([type, bytes, , files_]) => [type, Number(bytes), Number(files_)]),
    report.file_types.toSorted((a, b) => b.bytes - a.bytes).map((each) => [each.type, each.bytes, each.files]));
  for (const [number, [, bytes, share]] of types.entries())
    assert.ok(Math.abs(Number(share) - Number(bytes) / report.totals.file_bytes) < 1e-6, `share ${number}`);

  await go(page, '6', 'Findings');
  const findings = tsv(await copied(page, [500, 84], 'Copy table as TSV'));
  assert.deepEqual(findings, report.findings.map((each) =>
    [each.title, each.severity, each.bytes ? String(each.bytes) : '', each.layer === null ? '' : String(each.layer + 1), each.advice,
      String(each.evidence_count), each.evidence.join(', ')]));
  const evidence = latex(await copied(page, [120, 174], 'Copy table as LaTeX'));
  assert.deepEqual(evidence.map(([path]) => path), report.findings[0].evidence);
});

withPage('a row leads to the same thing in other views', {}, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '6', 'Findings');
  await openMenu(page, 500, 84);
  await choose(page, 'Show its layer');
  await says(page, 'Layers');
  assert.equal(await page.evaluate(() => location.hash), `#view=layers&layer=${report.findings[0].layer}`);
  await openMenu(page, 200, 245);
  await choose(page, 'Show in Dockerfile');
  await says(page, 'Dockerfile');
  await settled(page);
  await openMenu(page, 200, 188);  // the line of ADD
  await choose(page, 'Show the layer\'s files');
  await says(page, 'Files');
  await settled(page);
  const files = tsv(await copied(page, [200, 193], 'Copy table as TSV'));
  assert.ok(files.every((row) => row[3] === '1' && row[4] === 'added'), JSON.stringify(files));
  const regular = files.filter((row) => /\.|-release$/.test(row[0].split('/').at(-1)));
  assert.equal(regular.reduce((sum, row) => sum + Number(row[1]), 0), report.layers[0].file_bytes);
});

withPage('a row that was clicked is copied by Ctrl+C, and its menu opens by the keyboard', {}, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '2', 'Layers');
  const expected = layersOf(report);
  await click(page, 200, 245);
  await page.keyboard.press('Control+c');
  await says(page, 'Copied the row');
  assert.equal(await clipboard(page), expected[2].join('\t'));
  for (const key of ['ContextMenu', 'Shift+F10']) {
    await page.keyboard.press(key);
    await says(page, 'Menu: Copy cell');
    await page.keyboard.press('Escape');
    await settled(page);
    await page.keyboard.press('ArrowDown');
    await settled(page);
    assert.ok(!(await said(page)).includes('Copy row'), 'Escape closes the menu');
  }
});

withPage('a long press opens the menu', { viewport: { width: 390, height: 800 }, hasTouch: true }, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '2', 'Layers');
  const client = await page.context().newCDPSession(page);
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 120, y: 214 }] });
  await page.waitForTimeout(600);
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await settled(page);
  await page.touchscreen.tap(200, 268);  // Copy row
  await says(page, 'Copied the row');
  await page.waitForFunction(async (row) => (await navigator.clipboard.readText()) === row, layersOf(report)[1].join('\t'));
});

/** Types into the field at that place. */
const filter = async (page, [x, y], words) => {
  await click(page, x, y);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(words);
  await settled(page);
};

withPage('Types are looked through by name, and sorted by their heads', {}, async (page) => {
  const report = await analyse(page, sample);
  await go(page, '5', 'Types');
  await filter(page, [200, 184], 'data');
  const found = tsv(await copied(page, [100, 290], 'Copy table as TSV'));
  const wanted = report.file_types.filter((each) => /data/i.test(each.type)).sort((a, b) => b.bytes - a.bytes);
  assert.ok(wanted.length > 0 && wanted.length < report.file_types.length);
  assert.deepEqual(found.map(([type]) => type), wanted.map((each) => each.type));
  await filter(page, [200, 184], 'no such type');
  await page.screenshot({ path: join(artifacts, 'types-none.png') });
  await click(page, 140, 228);  // Clear the filter
  await click(page, 880, 225);  // the head Files
  const sorted = tsv(await copied(page, [100, 285], 'Copy table as TSV')).map((row) => Number(row[3]));
  assert.deepEqual(sorted, report.file_types.map((each) => each.files).sort((a, b) => b - a));
});

withPage('a report with many layers is looked through by command', {}, async (page) => {
  const report = await analyse(page, sample);
  // The same image with each layer many times over.
  const layers = Array.from({ length: 60 }, (_, index) => ({ ...report.layers[index % report.layers.length], index }));
  const file = join(mkdtempSync(join(tmpdir(), 'plimsoll-')), 'many.json');
  writeFileSync(file, JSON.stringify({ ...report, layers, totals: { ...report.totals, layers: layers.length }, digest: undefined }));
  await page.setInputFiles('#file', file);
  await says(page, 'many.json');
  await settled(page);
  await page.keyboard.press('2');
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'layers-filter.png') });
  await filter(page, [200, 160], 'CHMOD');
  const found = tsv(await copied(page, [200, 260], 'Copy table as TSV'));
  const chmod = layers.filter((layer) => report.image.history[layer.history].command.includes('chmod'));
  assert.deepEqual(found.map(([number]) => Number(number)), chmod.map((layer) => layer.index + 1));
});

withPage('a report with many findings is looked through by their words', {}, async (page) => {
  const report = await analyse(page, sample);
  const findings = Array.from({ length: 5 }, () => report.findings).flat();
  const file = join(mkdtempSync(join(tmpdir(), 'plimsoll-')), 'findings.json');
  writeFileSync(file, JSON.stringify({ ...report, findings, digest: undefined }));
  await page.setInputFiles('#file', file);
  await says(page, 'findings.json');
  await settled(page);
  await page.keyboard.press('6');
  await settled(page);
  await filter(page, [200, 80], 'AS ROOT');
  await page.screenshot({ path: join(artifacts, 'findings-filter.png') });
  const found = tsv(await copied(page, [500, 160], 'Copy table as TSV'));
  const wanted = findings.filter((each) => /as root/i.test(each.title));
  assert.ok(wanted.length >= 5 && wanted.length < findings.length);
  assert.deepEqual(found.map(([title, severity]) => [title, severity]), wanted.map((each) => [each.title, each.severity]));
});

withPage('columns are made wider at their heads, and fit what is in them by a double click', {}, async (page) => {
  await analyse(page, sample);
  await go(page, '2', 'Layers');
  const row = 245;
  // The column under a place, by what is copied of it.
  const columnAt = async (x) => (await copied(page, [x, row], 'Copy cell')).startsWith('RUN') ? 'made by' : 'other';
  const drag = async (from, to) => {
    await page.mouse.move(from, 153);
    await settled(page);
    await page.mouse.down();
    for (let x = from; x < to; x += 20) await page.mouse.move(x, 153);
    await page.mouse.move(to, 153);
    await page.mouse.up();
    await settled(page);
  };
  assert.equal(await columnAt(200), 'made by');
  await drag(68, 240);  // the border between the number and the command
  await page.screenshot({ path: join(artifacts, 'layers-wider.png') });
  assert.equal(await columnAt(200), 'other');
  assert.equal(await columnAt(260), 'made by');
  // Two clicks are a double click within 0.3 seconds only, which a slow machine may miss.
  for (let attempt = 0; attempt < 4 && (await columnAt(200)) === 'other'; ++attempt) {
    await page.mouse.move(240, 153);
    await settled(page);
    await page.mouse.dblclick(240, 153);
    await settled(page);
  }
  assert.equal(await columnAt(200), 'made by');
  // However far it is dragged, the next one keeps room for something.
  await drag(68, 600);
  await page.screenshot({ path: join(artifacts, 'layers-too-wide.png') });
  assert.equal(await columnAt(200), 'other');
  assert.equal(await columnAt(320), 'made by');
});

withPage('a table of the study is copied with its exact values', { skip: study === '' && 'there is no data set', fragment: '#view=study/table2' }, async (page) => {
  const report = await analyse(page, study);
  await settled(page);
  await page.keyboard.press('t');  // from the table
  await says(page, 'all values');
  await settled(page);
  const text = await copied(page, [300, 260], 'Copy table as TSV');
  const heads = text.split('\n')[0].split('\t');
  const rows = new Map(tsv(text).map((cells) => [cells[0], cells]));
  // The data set itself spells one category otherwise.
  const computed = Object.fromEntries(Object.entries(report.table2.rows).map(([name, row]) => [name.replace('Framwork', 'Framework'), row]));
  assert.deepEqual([...rows.keys()].sort(), Object.keys(computed).sort());
  for (const [category, values] of Object.entries(computed)) {
    const at = (heading) => rows.get(category)[heads.indexOf(heading)];
    assert.equal(Number(at('Conf. size (KiB), recomputed')), values.conf_size, category);
    assert.equal(Number(at('Env, recomputed')), values.env, category);
    assert.equal(Number(at('Layers, recomputed')), values.layers, category);
    assert.equal(at('Arch, recomputed'), values.arch.join(', '), category);
  }
});

withPage('the projects of a study are copied, all that are found', { skip: study === '' && 'there is no data set' }, async (page) => {
  const report = await analyse(page, study);
  await settled(page);
  await page.keyboard.press('2');
  await says(page, 'Projects');
  await settled(page);
  await filter(page, [200, 88], 'pytorch');
  const found = tsv(await copied(page, [100, 203], 'Copy table as TSV'));
  const byName = new Map(report.project_rows.map((each) => [each.repo, each]));
  assert.ok(found.length > 1 && found.length < report.project_rows.length);
  for (const cells of found) {
    const project = byName.get(cells[0]);
    assert.deepEqual(cells.slice(3, 7), [project.stars, project.commits, project.contributors, project.size].map((each) => String(each ?? '')), cells[0]);
    assert.equal(Number(cells[7]), project.dockerfiles);
    assert.equal(Number(cells[8]), project.base_images.length);
    assert.ok(JSON.stringify(project).toLowerCase().includes('pytorch'));
  }
});

for (const [width, colorScheme] of [[1280, 'dark'], [1280, 'light'], [390, 'dark'], [390, 'light']]) {
  withPage(`the menu of a row is drawn ${width} wide, ${colorScheme}`, { colorScheme, viewport: { width, height: 800 } }, async (page) => {
    await analyse(page, sample);
    await go(page, '2', 'Layers');
    const before = await page.screenshot();
    await openMenu(page, 120, 214);
    const picture = await page.screenshot({ path: join(artifacts, `menu-${width}-${colorScheme}.png`) });
    assert.notDeepEqual(picture, before);
    await page.keyboard.press('Escape');
    await page.mouse.move(5, 60);
    await settled(page);
  });
}
