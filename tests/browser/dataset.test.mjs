// Data sets of the study in the page: its package as a folder and as archives, loose tables, a spreadsheet, projects and
// reports of one's own. The report is the command's, to the letter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { artifacts, command, dist, launch, openPage, serve, studyNatively, studyPackage } from './support.mjs';

const hostileName = '<img src=x onerror=window.hacked=1>/repo';
const tables = {
  'RQ1/final-dataset.csv': '\ufeffRepos,manual_topic,commits,contributors,releases,repo_size,stars,forks,latest_image,docker_files_count\r\n'
    + "a/one,mlops,100,1,2,1000,5,6,['a/one:1'],1\r\n"
    + 'a/two,mlops,201,2,4,3001,7,8,"[\'a/two:latest\', \'a/three\']",3\r\n'
    + `${hostileName},AutoML,50,3,nan,10,9,10,[],1\r\n`,
  'RQ1/manual-labeling.csv': 'repos,manual_topic,total_dockerfiles,latest_image,dockerfiles,base_images,purpose,What\r\n'
    + 'a/one,mlops,1,[],set(),{},{},"ci/cd, logging"\r\na/two,mlops,4,[],set(),{},{},\r\n',
  'RQ3/instructions/Docker_images_instructions.csv': 'Category,Repos,Instructions,Percentage\n'
    + 'Toolkit,b/tool,RUN,40\nToolkit,b/tool,RUN,40\nMLOps/ AIOps,a/one,RUN,50\nMLOps/ AIOps,a/two,RUN,20\n',
  'RQ4/files-v2/Top10_files_by_size.csv': 'Category,file_type,perc_size,size\nToolkit,Python,10,5\n',
  'raw-data/Dockerfiles/logs/a/one/latest/Dockerfile': 'FROM nvidia/cuda:10.0-ubuntu18.04\nRUN apt-get install make\n',
  'raw-data/Dockerfiles/logs/a/two/latest/docker/Dockerfile': 'FROM python:3\nFROM python:3 AS b\n',
  'raw-data/Dockerfiles/logs/a/one/0.1/Dockerfile': 'FROM scratch\n',
  'RQ2/purpose.json': '{"mindmap":{"root":{"text":{"caption":"Docker"},"children":[{"text":{"caption":"Hosting"}}]}}}',
  'unheard-of.bin': '?',
};
const ownProjects = [
  { repository: 'me/one', category: 'mlops', files: [{ path: 'Dockerfile', content: 'FROM debian\nRUN make\n' }], stars: 3 },
  { repository: 'me/two', category: 'Toolkit', files: [{ path: 'Dockerfile', content: 'FROM alpine\n' }] },
].map((line) => `${JSON.stringify(line)}\n`).join('');

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
const set = join(folder, 'EASE2022-main');
const path = (name) => join(set, 'Datasets', name);

const put = (file, content) => {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
};

const zipOf = (name, from = 'EASE2022-main') => {
  execFileSync('python3', ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2], sys.argv[3])',
    join(folder, name), folder, from]);
  return join(folder, `${name}.zip`);
};
const tarOf = (name, ...options) => {
  execFileSync('tar', ['-cf', join(folder, name), ...options, '-C', folder, 'EASE2022-main']);
  return join(folder, name);
};

let site, browser;
before(async () => {
  for (const [name, content] of Object.entries(tables)) put(path(name), content);
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const withPage = (name, options, body) => test(name, { skip: options.skip ?? false }, async () => {
  const page = await openPage(browser, site.url, options);
  try {
    await body(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

const shown = async (page) => {
  await page.waitForFunction(() => window.plimsoll.report() !== null || document.getElementById('complaint').textContent !== '',
    null, { timeout: 60_000 });
  assert.equal(await page.locator('#complaint').textContent(), '');
  return page.evaluate(() => window.plimsoll.report());
};

const chosen = async (page, chooser, paths) => {
  await page.reload();
  await page.waitForFunction(() => window.plimsoll !== undefined);
  await page.setInputFiles(chooser, paths);
  return shown(page);
};

/** What the page says of what it can't show. */
const complaint = async (page, file) => {
  await page.reload();
  await page.waitForFunction(() => window.plimsoll !== undefined);
  await page.setInputFiles('#file', file);
  await page.waitForFunction(() => document.getElementById('complaint').textContent !== '', null, { timeout: 60_000 });
  return page.locator('#complaint').textContent();
};

withPage('the package is read as the command reads it, as a folder and as archives', {}, async (page) => {
  const expected = studyNatively(set);
  assert.equal(expected.projects, 3);
  assert.equal(expected.table1.rows['MLOps/ AIOps'].commits, 150.5);
  assert.deepEqual(expected.left_out.filter(({ recognised }) => !recognised).map(({ examples }) => examples), [['Datasets/unheard-of.bin']]);
  assert.deepEqual(await chosen(page, '#folder', set), expected);
  for (const archive of [zipOf('EASE2022'), tarOf('EASE2022.tar.gz', '-z'), tarOf('EASE2022.tar'), tarOf('EASE2022.tar.xz', '-J')]) {
    const report = await chosen(page, '#file', archive);
    assert.deepEqual(report, studyNatively(archive));
    assert.deepEqual(report.table1, expected.table1);
  }
  assert.equal(await page.title(), 'EASE2022.tar.xz · Plimsoll');
  assert.equal(await page.evaluate(() => document.body.dataset.view), 'canvas');
});

withPage('what reads a data set is loaded only when one is given', {}, async (page) => {
  const asked = () => site.requests.filter((request) => /\/study\.(js|wasm)$/.test(request)).length;
  const before = asked();
  await page.setInputFiles('#file', join(dist, 'sample.tar'));
  await shown(page);
  assert.equal(asked(), before);
  await page.setInputFiles('#file', path('RQ1/final-dataset.csv'));
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.study/1');
  assert.equal(asked(), before + 2);
  assert.ok((await page.evaluate(() => window.plimsoll.memory().worker)) > 0);
});

withPage('loose tables go together, and one is enough', {}, async (page) => {
  const files = ['RQ1/final-dataset.csv', 'RQ3/instructions/Docker_images_instructions.csv'].map(path);
  const inOrder = [files[1], files[0]];  // by name
  assert.deepEqual(await chosen(page, '#file', files), studyNatively(...inOrder));
  assert.equal(await page.title(), '2 files · Plimsoll');
  const one = await chosen(page, '#file', files[0]);
  assert.deepEqual(one, studyNatively(files[0]));
  assert.equal(one.fig3a.available, false);
});

withPage('projects and reports of one’s own, as lines of JSON', {}, async (page) => {
  const lines = join(folder, 'projects.ndjson'), packed = join(folder, 'projects.jsonl.gz');
  writeFileSync(lines, ownProjects);
  writeFileSync(packed, gzipSync(ownProjects));
  const report = await chosen(page, '#file', lines);
  assert.deepEqual(report, studyNatively(lines));
  assert.deepEqual(report.project_rows.map(({ repo, stars, dockerfiles }) => [repo, stars, dockerfiles]),
    [['me/one', 3, 1], ['me/two', null, 1]]);
  assert.deepEqual((await chosen(page, '#file', packed)).table1, report.table1);
  const reports = join(folder, 'reports.ndjson');
  writeFileSync(reports, execFileSync(command, ['analyze', '--format', 'ndjson', join(dist, 'sample.tar')]));
  const images = await chosen(page, '#file', reports);
  assert.deepEqual(images, studyNatively(reports));
  assert.equal(images.table2.available, true);
});

withPage('a saved report is no data set, and is held against an image that it comes with', {}, async (page) => {
  const saved = join(folder, 'report.json');
  writeFileSync(saved, execFileSync(command, ['analyze', '--format', 'json', join(dist, 'sample.tar')]));
  assert.equal((await chosen(page, '#file', saved)).schema, 'plimsoll.report/1');
  await chosen(page, '#file', [join(dist, 'sample.tar'), saved]);
  await page.waitForFunction(() => window.plimsoll.verdict() !== null);
});

withPage('a project that has tables is still a project', {}, async (page) => {
  const project = join(folder, 'project');
  put(join(project, 'Dockerfile'), 'FROM python:3\n');
  put(join(project, 'data/final-dataset.csv'), 'a,b\n1,2\n');
  assert.equal((await chosen(page, '#folder', project)).schema, 'plimsoll.project/1');
  assert.equal((await chosen(page, '#file', zipOf('project', 'project'))).schema, 'plimsoll.project/1');
});

withPage('the text version has tables and figures, and names stay text', {}, async (page) => {
  const report = await chosen(page, '#folder', set);
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  const place = page.locator('#report');
  assert.equal(await place.locator('h1').textContent(), 'The study, recomputed');
  await page.locator('#report[aria-busy=false]').waitFor();
  const headings = await place.locator('h2, h3').allTextContents();
  for (const item of ['funnel', 'table1', 'fig2', 'fig3a', 'fig3b', 'fig4a', 'fig4b', 'table2', 'fig5a', 'fig5b'])
    assert.ok(headings.includes(report[item].title), report[item].title);
  for (const heading of ['Projects', 'What was read', 'What was left out']) assert.ok(headings.includes(heading), heading);
  // Each table has a caption, and headings of its columns and rows.
  const bad = await place.evaluate((report) => [...report.querySelectorAll('table')].filter((table) =>
    !table.caption?.textContent || table.querySelectorAll('thead th[scope=col]').length === 0
    || [...table.tBodies[0].rows].some((row) => row.querySelector('th[scope=row]') === null
      || row.cells.length !== table.tHead.rows[0].cells.length)).map((table) => table.caption?.textContent));
  assert.deepEqual(bad, []);
  const row = await place.locator('tr', { hasText: /^MLOps\/ AIOps.*ommits/ }).first().locator('th, td').allTextContents();
  assert.equal(row[3], '150.5');
  const text = await place.textContent();
  for (const words of [hostileName, 'CI/CD, logging', 'unheard-of.bin', 'no file that the study has, by its name', '1 row of 4 are repeated'])
    assert.ok(text.includes(words), words);
  assert.equal(await place.locator('img, script').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('#compare-with').isVisible(), false);
});

withPage('an image takes a data set’s place, and the other way round', {}, async (page) => {
  await chosen(page, '#folder', set);
  await page.setInputFiles('#file', join(dist, 'sample.tar'));
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.report/1', null, { timeout: 60_000 });
  await page.setInputFiles('#other', path('RQ1/final-dataset.csv'));
  await page.waitForFunction(() => document.getElementById('complaint').textContent !== '');
  assert.match(await page.locator('#complaint').textContent(), /is a data set, and only images are compared/);
  await page.setInputFiles('#folder', set);
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.study/1');
  await assert.rejects(page.evaluate(() => window.plimsoll.verify()), /no image is shown/);
  for (const [key, name] of [['2', 'Projects'], ['1', 'Study']]) {
    await page.keyboard.press(key);
    await page.waitForFunction((view) => document.getElementById('status').textContent === view, name);
  }
});

withPage('what is cut shows what could be read; what is of no use is one sentence', {}, async (page) => {
  for (const archive of [zipOf('EASE2022'), tarOf('EASE2022.tar.gz', '-z')]) {
    const bytes = readFileSync(archive);
    const cut = join(folder, archive.endsWith('zip') ? 'cut.zip' : 'cut.tar.gz');
    writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * 0.4)));
    const native = studyNatively(cut);
    assert.ok(native.problems.length > 0);
    assert.deepEqual(await chosen(page, '#file', cut), native);
  }
  const wrong = join(folder, 'wrong.csv'), wide = join(folder, 'wide.csv'), nested = join(folder, 'nested.csv.gz');
  writeFileSync(wrong, 'x,y\n1,2\n');
  writeFileSync(wide, `${'c,'.repeat(1_000_000)}\n1\n`);
  let packed = Buffer.from('x,y\n');
  for (let time = 0; time < 50; time += 1) packed = gzipSync(packed);
  writeFileSync(nested, packed);
  assert.equal(await complaint(page, wrong),
    'wrong.csv holds nothing that the study is made of: its columns are not those of a table of the study.');
  assert.match(await complaint(page, wide), /has more than 1000 columns/);
  assert.match(await complaint(page, nested), /is compressed more than twice/);
});

withPage('a table that unpacks to gigabytes ends in bounded memory', {}, async (page) => {
  const bomb = join(folder, 'bomb.zip');
  execFileSync('python3', ['-c', `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for name in ('Docker_images_instructions.csv', 'Docker_instructions_category.csv'):
        with z.open('Datasets/RQ3/instructions/' + name, 'w') as f:
            f.write(b'Category,Repos,Instructions,Percentage\\n')
            for _ in range(400): f.write((b'a' if 'images' in name else b'\\n') * 1000000)
`, bomb]);
  const report = await chosen(page, '#file', bomb);
  assert.deepEqual(report.problems.map(({ message }) => message).sort(),
    ['a row is longer than 4 MiB', 'the tables of the data set are longer than 128 MiB']);
  const { worker } = await page.evaluate(() => window.plimsoll.memory());
  assert.ok(worker < 200e6, `${worker} bytes`);
});

withPage('reading leaves the page alive, and cancel ends it', {}, async (page) => {
  const result = await page.evaluate(async (lines) => {
    const chunk = new Blob([lines.repeat(5000)]);
    const file = new File(Array.from({ length: 200 }, () => chunk), 'many.ndjson');
    const opened = window.plimsoll.open(file).then(() => 'read', (error) => error.message);
    const bar = document.getElementById('reading-progress');
    while (bar.getAttribute('value') === null) await new Promise((done) => { setTimeout(done, 20); });
    let longest = 0;
    let last = performance.now();
    for (let tick = 0; tick < 20; tick += 1) {
      await new Promise((done) => { setTimeout(done, 10); });
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    const start = performance.now();
    window.plimsoll.cancel();
    return { outcome: await opened, took: performance.now() - start, longest };
  }, ownProjects);
  assert.equal(result.outcome, 'stopped');
  assert.ok(result.took < 200, `cancel took ${result.took} ms`);
  assert.ok(result.longest < 1000, `the page stood still for ${result.longest} ms`);
  await page.setInputFiles('#file', path('RQ1/final-dataset.csv'));
  assert.equal((await shown(page)).projects, 3);
});

/** Thousands of Dockerfiles, some of which are no longer of use, one is longer than what goes together, and one is empty. */
const manyFiles = () => {
  const many = join(folder, 'many');
  if (existsSync(many)) return many;
  for (const [name, content] of Object.entries(tables)) put(join(many, 'Datasets', name), content);
  for (let number = 0; number < 3000; number += 1) {
    const project = join(many, `Datasets/raw-data/Dockerfiles/logs/org${number % 50}/r${number}`);
    put(join(project, 'latest/Dockerfile'), `FROM debian:${number % 7}\n# ${'x'.repeat(number)}\nRUN make ${number}\n`);
    if (number % 3 === 0) put(join(project, '1.0/Dockerfile'), 'FROM scratch\n');
  }
  put(join(many, 'Datasets/raw-data/Dockerfiles/logs/org7/long/latest/Dockerfile'), `FROM a\n${'# long\n'.repeat(100_000)}`);
  put(join(many, 'Datasets/raw-data/Dockerfiles/logs/org7/none/latest/Dockerfile'), '');
  return many;
};

/** Drops files or a folder of the disk onto the page, as a reader does. */
const drop = async (page, path) => {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
};

/** Watches from now on how far the page says it has come, and how long it stands still. */
const watch = (page) => page.evaluate(() => {
  window.watched = { longest: 0, told: new Set() };
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    window.watched.longest = Math.max(window.watched.longest, now - last);
    last = now;
    const told = document.getElementById('reading-progress').getAttribute('value');
    if (told !== null) window.watched.told.add(told);
    if (window.plimsoll.report() === null) setTimeout(tick, 5);
  };
  tick();
});

withPage('a folder of thousands of files, chosen and dropped', {}, async (page) => {
  const many = manyFiles();
  const expected = studyNatively(many);
  assert.equal(expected.files.find(({ what }) => what === 'Dockerfiles').rows, 3004);
  assert.deepEqual(await chosen(page, '#folder', many), expected);
  await page.reload();
  await page.waitForFunction(() => window.plimsoll !== undefined);
  await watch(page);
  await drop(page, many);
  assert.deepEqual(await shown(page), expected);
  const { longest, told } = await page.evaluate(() => ({ longest: window.watched.longest, told: [...window.watched.told] }));
  console.log(`# the page stood still for at most ${Math.round(longest)} ms`);
  assert.ok(longest < 3000, `${longest} ms`);
  assert.ok(told.length > 0);
  const { worker } = await page.evaluate(() => window.plimsoll.memory());
  assert.ok(worker < 100e6, `${worker} bytes`);
});

withPage('a dropped image’s folder, and a project’s, are still what they are', {}, async (page) => {
  const image = join(folder, 'image');
  mkdirSync(image, { recursive: true });
  execFileSync('tar', ['-xf', join(dist, 'sample.tar'), '-C', image]);
  await drop(page, image);
  assert.equal((await shown(page)).schema, 'plimsoll.report/1');
  const project = join(folder, 'dropped');
  put(join(project, 'docker/Dockerfile'), 'FROM python:3\n');
  await drop(page, project);
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.project/1', null, { timeout: 60_000 });
});

withPage('files that vanish or change after they were chosen are named, and all others are read', {}, async (page) => {
  const gone = 'Datasets/raw-data/Dockerfiles/logs/org1/r1/latest/Dockerfile';
  const other = 'Datasets/raw-data/Dockerfiles/logs/org9/r509/latest/Dockerfile';
  const changed = 'Datasets/raw-data/Dockerfiles/logs/org5/r2005/latest/Dockerfile';
  const many = join(folder, 'leaving');
  execFileSync('cp', ['-r', manyFiles(), many]);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given', webkitdirectory: true }));
  });
  await page.setInputFiles('#given', many);
  // This one was looked at before; the browser notices that it is another one now.
  await page.evaluate((name) => [...document.getElementById('given').files].find(({ webkitRelativePath: path }) => path.endsWith(name)).size, changed);
  for (const name of [gone, other]) rmSync(join(many, name));
  await new Promise((resolve) => { setTimeout(resolve, 1100); });
  writeFileSync(join(many, changed), 'FROM another\n');
  const report = await page.evaluate(() => window.plimsoll.open([...document.getElementById('given').files]));
  const message = 'changed or was removed while it was read: choose it again';
  assert.deepEqual(report.problems.filter(({ message: said }) => said === message).map(({ where }) => where).sort(), [gone, changed, other].sort());
  for (const name of [gone, changed, other]) rmSync(join(many, name), { force: true });
  const { problems, ...rest } = studyNatively(many);
  const { problems: _, ...read } = report;
  assert.deepEqual(read, rest);
});

withPage('cancel while a folder is listed and while it is read', {}, async (page) => {
  const many = manyFiles();
  for (const wait of [0, 30, 400]) {
    await drop(page, many);
    await page.waitForFunction(() => !document.getElementById('reading').hidden || window.plimsoll.report() !== null);
    await page.waitForTimeout(wait);
    const took = await page.evaluate(() => {
      const start = performance.now();
      window.plimsoll.cancel();
      return performance.now() - start;
    });
    assert.ok(took < 200, `${took} ms`);
    await page.waitForFunction(() => document.getElementById('reading').hidden);
  }
  await page.setInputFiles('#file', path('RQ1/final-dataset.csv'));
  await page.waitForFunction(() => window.plimsoll.report()?.projects === 3, null, { timeout: 60_000 });
  await page.waitForTimeout(500);  // nothing of what was stopped comes later
  assert.equal(await page.evaluate(() => window.plimsoll.report().projects), 3);
});

test('a study’s module that cannot be loaded is one sentence, and the next try works', async () => {
  const page = await openPage(browser, site.url);
  try {
    await page.route('**/study.wasm', (route) => route.abort());
    await page.setInputFiles('#file', path('RQ1/final-dataset.csv'));
    await page.waitForFunction(() => document.getElementById('complaint').textContent !== '');
    assert.match(await page.locator('#complaint').textContent(), /^final-dataset\.csv made the analyser break down/);
    await page.unroute('**/study.wasm');
    await page.setInputFiles('#file', path('RQ1/final-dataset.csv'));
    assert.equal((await shown(page)).projects, 3);
  } finally {
    await page.close();
  }
});

const sample = studyPackage();

withPage('the sample of the study’s package is there in three seconds', { skip: sample === '' }, async (page) => {
  const start = Date.now();
  await page.setInputFiles('#file', sample);
  const report = await shown(page);
  const took = Date.now() - start;
  assert.deepEqual(report, studyNatively(sample));
  assert.equal(report.projects, 286);
  assert.ok(took < 10_000, `${took} ms`);  // three on a machine that does nothing else
  const memory = await page.evaluate(() => window.plimsoll.memory());
  console.log(`# ${took} ms, worker ${Math.round(memory.worker / 1e6)} MB, page ${Math.round(memory.page / 1e6)} MB`);
  mkdirSync(artifacts, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(artifacts, 'dataset-study.png') });
});

withPage('its spreadsheet alone is a data set', { skip: sample === '' }, async (page) => {
  const book = join(folder, 'ML_Docker_repositories.xlsx');
  execFileSync('python3', ['-c', `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    open(sys.argv[2], 'wb').write(z.read(next(n for n in z.namelist() if n.endswith('ML_Docker_repositories.xlsx'))))
`, sample, book]);
  const report = await chosen(page, '#file', book);
  assert.deepEqual(report, studyNatively(book));
  assert.equal(report.funnel.available, true);
});
