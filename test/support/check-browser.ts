import { startBrowser } from './browser.ts';

const browser = await startBrowser();
process.stdout.write(`Chromium ${browser.version()} starts.\n`);
await browser.close();
