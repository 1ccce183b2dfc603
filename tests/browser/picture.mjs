// Makes docs/report.png, the picture of the README: node tests/browser/picture.mjs REPORT.html
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const browser = await open();
const page = await browser.newPage({ viewport: { width: 1120, height: 900 }, colorScheme: "light" });
await page.goto(pathToFileURL(resolve(process.argv[2])).href);
await page.screenshot({ path: fileURLToPath(new URL("../../docs/report.png", import.meta.url)) });
await browser.close();
