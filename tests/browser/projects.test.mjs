// Projects in the page: a folder, its archives, loose Dockerfiles; the report and the text version say what the command says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { artifacts, classifyNatively, dist, dockerfilesNatively, launch, openPage, serve } from './support.mjs';

const hostileName = '<img src=x onerror=window.hacked=1>.Dockerfile';

const dockerfile = `# syntax=docker/dockerfile:1
ARG CUDA=11.8.0
FROM nvidia/cuda:\${CUDA}-runtime-ubuntu22.04 AS base
RUN apt-get update && apt-get install -y python3 python3-pip \\
    # comments go
    && rm -rf /var/lib/apt/lists/*
COPY requirements.txt /app/
RUN pip3 install torch torchvision && chmod -R 755 /app

FROM base AS train
ADD data.tar.gz /data
ENV EPOCHS=10
RUN <<EOF
# no comment: a line of a here-document
python3 train.py --epochs $EPOCHS
EOF

FROM python:3.11-slim AS serve
COPY --from=train /app/model.pt /model.pt
EXPOSE 8000
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
`;

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
const project = join(folder, 'yolo-app-main');

const put = (path, text) => {
  mkdirSync(join(project, path, '..'), { recursive: true });
  writeFileSync(join(project, path), text);
};

let site, browser;
before(async () => {
  put('docker/Dockerfile.gpu', dockerfile);
  put('Dockerfile', 'FROM jupyter/tensorflow-notebook\nRUNN pip install foo\nRUN mkdir -p /data && wget -q https://example.org/a.zip\n');
  put(hostileName, 'FROM <b>bold</b>\nLABEL a="<script>window.hacked=1</script>"\n');
  put('docker-compose.yml', 'services:\n  web:\n    build: .\n    ports: ["8000:8000"]\n  db:\n    image: postgres:15\n');
  put('README.md', '# YOLO app\n\nA web application that detects objects in images.\n');
  put('node_modules/other/Dockerfile', 'FROM scratch\n');
  put('src/data.txt', 'Ahoy\n');
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const withPage = (name, body, options = {}) => test(name, async () => {
  const page = await openPage(browser, site.url, options);
  try {
    await body(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.close();
  }
});

const chosen = async (page, chooser, paths) => {
  await page.setInputFiles(chooser, paths);
  await page.waitForFunction(() => window.plimsoll.report() !== null, null, { timeout: 60_000 });
  return page.evaluate(() => window.plimsoll.report());
};

/** What the command says of each Dockerfile, by its path in the project. */
const natively = () => new Map(dockerfilesNatively(project).map((file) => {
  const path = file.path.slice(project.length + 1);
  return [path, { ...file, path }];
}));

const assertIsProject = (report, given) => {
  assert.equal(report.schema, 'plimsoll.project/1');
  assert.equal(report.name, given);
  assert.equal(report.repository, 'yolo-app');
  assert.deepEqual(report.problems, []);
  assert.deepEqual(report.files.map(({ path }) => path),
    [hostileName, 'Dockerfile', 'docker-compose.yml', 'docker/Dockerfile.gpu']);
  const native = natively();
  for (const { path, use, ...file } of report.files) {
    assert.equal(use, path.endsWith('.yml') ? 'compose' : 'dockerfile');
    if (use === 'dockerfile') assert.deepEqual({ ...file, path }, native.get(path));
  }
  const { category, purposes } = classifyNatively(project);
  assert.deepEqual(report.taxonomy.category, category);
  assert.deepEqual(report.taxonomy.purposes, purposes);
  assert.ok(purposes.length > 0);
  assert.deepEqual(report.taxonomy.base_images.map(({ image }) => image).sort(),
    ['<b>bold</b>', 'jupyter/tensorflow-notebook', 'nvidia/cuda:11.8.0-runtime-ubuntu22.04', 'python:3.11-slim']);
};

withPage('a project’s folder is read as the command reads it', async (page) => {
  assertIsProject(await chosen(page, '#folder', project), 'yolo-app-main');
  assert.equal(await page.title(), 'yolo-app · Plimsoll');
  assert.equal(await page.evaluate(() => document.body.dataset.view), 'canvas');
});

withPage('so are its archives, which have all in one folder', async (page) => {
  const packed = join(folder, 'v1.tar.gz'), plain = join(folder, 'v1.tar'), zip = join(folder, 'v1.zip');
  execFileSync('tar', ['-czf', packed, '-C', folder, 'yolo-app-main']);
  execFileSync('tar', ['-cf', plain, '-C', folder, 'yolo-app-main']);
  execFileSync('python3', ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2], sys.argv[3])',
    zip.slice(0, -4), folder, 'yolo-app-main']);
  for (const archive of [packed, plain, zip]) {
    const report = await page.evaluate(async ({ bytes, name }) => {
      const file = new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name);
      return window.plimsoll.open(file);
    }, { bytes: readFileSync(archive).toString('base64'), name: archive.slice(folder.length + 1) });
    assertIsProject(report, archive.slice(folder.length + 1));
  }
});

withPage('a Dockerfile alone is a project, and several are one', async (page) => {
  const one = await chosen(page, '#file', join(project, 'docker/Dockerfile.gpu'));
  assert.equal(one.name, 'Dockerfile.gpu');
  assert.equal(one.repository, null);
  assert.equal(one.files.length, 1);
  assert.deepEqual(one.files[0].stages.map(({ name, line }) => [name, line]), [['base', 3], ['train', 10], ['serve', 18]]);
  await page.setInputFiles('#file', ['Dockerfile', 'docker-compose.yml', 'README.md'].map((name) => join(project, name)));
  await page.waitForFunction(() => window.plimsoll.report().files.length === 2);
  const several = await page.evaluate(() => window.plimsoll.report());
  assert.equal(several.name, '3 files');
  assert.equal(several.repository, null);
  assert.equal(several.files[0].problems.length, 1);
});

withPage('the text version has the project, and names stay text', async (page) => {
  await chosen(page, '#folder', project);
  await page.evaluate(() => document.getElementById('canvas-to-text').click());
  await page.locator('#report[aria-busy=false]').waitFor();
  assert.equal(await page.locator('#report h1').textContent(), 'yolo-app');
  const headings = await page.locator('section:has(> #text-dockerfile) h3').allTextContents();
  assert.deepEqual(headings, [hostileName, 'Dockerfile', 'docker-compose.yml', 'docker/Dockerfile.gpu']);
  const text = await page.locator('#report').textContent();
  for (const words of ['FROM <b>bold</b>', 'unknown instruction "RUNN"', 'nvidia/cuda:11.8.0-runtime-ubuntu22.04', 'Kind of project'])
    assert.ok(text.includes(words), words);
  assert.equal(await page.locator('#report img, #report script, #report b').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('#compare-with').isVisible(), false);
});

withPage('an image takes a project’s place, and the other way round', async (page) => {
  await chosen(page, '#folder', project);
  await page.setInputFiles('#file', join(dist, 'sample.tar'));
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.report/1', null, { timeout: 60_000 });
  await page.setInputFiles('#folder', project);
  await page.waitForFunction(() => window.plimsoll.report().schema === 'plimsoll.project/1');
  await assert.rejects(page.evaluate(() => window.plimsoll.verify()), /no image is shown/);
});

withPage('a project with archives in it, and a web page’s manifest, is no image', async (page) => {
  const odd = join(folder, 'odd');
  cpSync(project, odd, { recursive: true });
  execFileSync('tar', ['-cf', join(odd, 'data.tar'), '-C', project, 'src']);
  writeFileSync(join(odd, 'manifest.json'), '{"name": "App", "icons": []}');
  const report = await chosen(page, '#folder', odd);
  assert.equal(report.schema, 'plimsoll.project/1');
});

withPage('what is neither image nor project is one sentence', async (page) => {
  const notes = join(folder, 'notes.zip');
  execFileSync('python3', ['-c', 'import zipfile, sys; zipfile.ZipFile(sys.argv[1], "w").writestr("a.txt", "Ahoy")', notes]);
  await page.setInputFiles('#file', notes);
  await page.waitForFunction(() => document.getElementById('complaint').textContent !== '');
  assert.match(await page.locator('#complaint').textContent(),
    /^notes\.zip is not an image archive: it seems to be a ZIP archive.*nor is it a project.*no Dockerfile/);
});

withPage('a Dockerfile beyond all measure is one sentence', async (page) => {
  const long = join(folder, 'Dockerfile.long');
  writeFileSync(long, 'RUN a\n'.repeat(1_000_000));
  await page.setInputFiles('#file', long);
  await page.waitForFunction(() => document.getElementById('complaint').textContent !== '');
  assert.equal(await page.locator('#complaint').textContent(), 'Dockerfile.long is longer than people write such files.');
});

/** Once what was asked for is drawn. */
const picture = async (page, name) => {
  await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)));
  }));
  await page.screenshot({ path: join(artifacts, `${name}.png`) });
};

for (const [name, options] of [
  ['dark', { colorScheme: 'dark' }], ['light', { colorScheme: 'light' }],
  ['phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }]]) {
  withPage(`both views of a project are drawn (${name})`, async (page) => {
    mkdirSync(artifacts, { recursive: true });
    await chosen(page, '#folder', project);
    for (const [key, view] of [['2', 'taxonomy'], ['1', 'dockerfile']]) {
      await page.keyboard.press(key);
      await page.waitForFunction((name) => document.getElementById('status').textContent.toLowerCase() === name, view);
      await picture(page, `project-${view}-${name}`);
    }
    await page.setInputFiles('#file', join(project, 'docker/Dockerfile.gpu'));
    await page.waitForFunction(() => window.plimsoll.report().name === 'Dockerfile.gpu');
    await picture(page, `project-stages-${name}`);
  }, options);
}
