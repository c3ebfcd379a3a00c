// What the browser tests share: a static server as plain as they come, Chromium, and the command to compare with.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const dist = process.env.PLIMSOLL_DIST ?? join(root, 'build/web/dist');
export const single = process.env.PLIMSOLL_SINGLE ?? join(root, 'build/web/plimsoll.html');
export const command = process.env.PLIMSOLL ?? join(root, 'build/native/core/plimsoll');
export const artifacts = process.env.PLIMSOLL_ARTIFACTS ?? join(root, 'build/artifacts');

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.otf': 'font/otf', '.ttf': 'font/ttf', '.txt': 'text/plain', '.webmanifest': 'application/manifest+json',
};

/** Serves a folder below a sub-path, with no header but the type, and those given. Resolves to { url, requests, close, dropConnections }. */
export const serve = (folder = dist, headers = {}) => new Promise((resolve) => {
  const base = '/some/where/';
  const requests = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = /%(?![0-9a-f]{2})/i.test(pathname) ? pathname : decodeURIComponent(pathname);
    requests.push(path);
    const file = join(folder, normalize('/' + path.slice(base.length)));
    const wanted = path === base ? join(folder, 'index.html') : file;
    if (!path.startsWith(base) || !existsSync(wanted) || !statSync(wanted).isFile()) {
      response.writeHead(404, headers).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': types[extname(wanted)] ?? 'application/octet-stream', ...headers });
    createReadStream(wanted).pipe(response);
  });
  server.listen(0, 'localhost', () => resolve({
    url: `http://localhost:${server.address().port}${base}`,
    requests,
    close: () => server.close(),
    dropConnections: () => server.closeAllConnections(),
  }));
});

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Where Firefox is, or null: not all machines have it. */
export const firefox = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path)) ?? null;

// It draws WebGL only where there is an X server, which may be Xvfb; without one it has no canvas, and shows the text version.
export const launchFirefox = () => puppeteer.launch({
  browser: 'firefox', executablePath: firefox, headless: !process.env.DISPLAY, extraPrefsFirefox: { 'webgl.force-enabled': true },
});

/** A page with Plimsoll loaded, which the browser does not keep (a context may have it do so). What it says on the console, and its errors, end up in page.complaints. */
export const openPage = async (browser, url, options = {}) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block', ...options });
  page.complaints = [];
  page.on('console', (message) => {
    if (!message.text().includes('Service Worker registration blocked')) page.complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => window.plimsoll !== undefined);
  return page;
};

/** Puts a file or a folder into an input of its own, #given, for window.plimsoll.open(). */
export const give = async (page, path) => {
  await page.evaluate((isFolder) => {
    document.getElementById('given')?.remove();
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given', webkitdirectory: isFolder }));
  }, statSync(path).isDirectory());
  await page.setInputFiles('#given', path);
};

/** Chooses a file as a reader does; resolves to the report once it is there. */
export const analyse = async (page, file) => {
  await page.evaluate(() => { window.before = window.plimsoll.report(); });
  await page.setInputFiles('#file', file);
  await page.waitForFunction(() => {
    const report = window.plimsoll.report();
    return report !== null && JSON.stringify(report) !== JSON.stringify(window.before);
  }, null, { timeout: 120_000 });
  await page.locator('#report[aria-busy=false]').waitFor({ state: 'attached' });  // a large one takes its time to be text
  return page.evaluate(() => window.plimsoll.report());
};

const runNatively = (...options) => {
  try {
    return JSON.parse(execFileSync(command, options, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }));
  } catch (error) {
    if (error.status !== 1) throw error;
    return JSON.parse(error.stdout);
  }
};

/** The command's report of a file; it may exit with 1 where the file has problems. */
export const analyseNatively = (file, options = []) => runNatively('analyze', '--format', 'json', ...options, file);

/** The command's comparison of two. */
export const compareNatively = (a, b) => runNatively('compare', '--format', 'json', a, b);

/** What the command says of the Dockerfiles of a folder. */
export const dockerfilesNatively = (folder) => runNatively('dockerfile', '--format', 'json', folder).files;

/** The command's report of a data set: of a folder, an archive or several files. */
export const studyNatively = (...paths) => runNatively('study', '--format', 'json', ...paths);

/** The study's package, or the part of it that is at hand; '' where there is none. */
export const studyPackage = () => {
  const file = join(process.env.PLIMSOLL_STUDY ?? join(root, '../shared/study'), 'EASE2022-sample.zip');
  return existsSync(file) ? file : '';
};

/** What the command says a project is for. */
export const classifyNatively = (project) => runNatively('classify', project);
