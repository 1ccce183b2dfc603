// The HTML runbooks as their readers see them: node tests/browser/runbooks.mjs FOLDER
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const folder = resolve(process.argv[2]);
const runbooks = readdirSync(folder).filter((name) => name.endsWith(".html"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let checks = 0;

const check = (name, run) =>
  Promise.resolve(run()).then(
    () => (checks += 1),
    (error) => {
      console.error(`FAILED ${name}\n${error.stack}`);
      process.exitCode = 1;
    },
  );

/** A page with a runbook, and everything that it complained of or asked for. */
const show = async (browser, name, options) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble = [];
  const address = pathToFileURL(join(folder, name)).href;
  page.on("console", (message) => trouble.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => trouble.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) trouble.push(`request: ${url}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (e) => globalThis.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  await page.goto(address);
  return { context, page, trouble };
};

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));

const browser = await open();
for (const name of runbooks) {
  for (const colorScheme of ["light", "dark"]) {
    const { context, page, trouble } = await show(browser, name, { colorScheme });
    await check(`${name}, ${colorScheme}: quiet, and nothing against the policy`, async () => {
      assert.deepEqual(trouble, []);
      assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
      assert.equal(await page.locator("script").count(), 0);
    });
    await check(`${name}, ${colorScheme}: axe finds nothing`, async () => {
      // Opened folds are part of the page.
      await unfold(page);
      // The protocol runs this outside of the page's policy, as an extension would.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`);
      assert.deepEqual(told, []);
    });
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}-${colorScheme}.png`), clip: { x: 0, y: 0, width: 1280, height: 2600 }, fullPage: true });
    await context.close();
  }

  const phone = await show(browser, name, { viewport: { width: 360, height: 740 } });
  await check(`${name}: no sideways scrolling at 360 px, but inside the code`, async () => {
    await unfold(phone.page);
    const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${width} px wide`);
    const wide = await phone.page.evaluate(() =>
      [...document.querySelectorAll("pre")].filter((pre) => pre.scrollWidth > pre.clientWidth && getComputedStyle(pre).overflowX !== "auto").length,
    );
    assert.equal(wide, 0, "code that is cut off");
  });
  if (process.env.SHOTS) await phone.page.screenshot({ path: join(process.env.SHOTS, `${name}-phone.png`), clip: { x: 0, y: 0, width: 360, height: 3000 }, fullPage: true });
  await phone.context.close();

  const printed = await show(browser, name, {});
  await check(`${name}: a print has every step and every line of its scripts, folded or not`, async () => {
    const file = join(folder, `${name}.pdf`);
    await printed.page.pdf({ path: file, format: "A4" });
    const bare = (text) => text.replace(/[\s\u00ad]+/g, "");
    const paper = bare(execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 27 }));
    const lines = await printed.page.evaluate(() => [
      ...[...document.querySelectorAll(".step > h3")].map((title) => title.lastChild.textContent),
      ...[...document.querySelectorAll("pre code")].flatMap((code) => code.textContent.split("\n")),
    ]);
    // What no font of the printer's has, or what breaks over a page, is not to be found again: letters of ASCII are.
    const plain = lines.map(bare).filter((line) => line && /^[\x20-\x7e]*$/.test(line) && line.length < 60);
    assert.ok(plain.length > 0 || !lines.length);
    const missing = plain.filter((line) => !paper.includes(line));
    assert.ok(missing.length <= plain.length / 50, `${missing.length} of ${plain.length} lines, such as ${missing.slice(0, 3)}`);
  });
  await printed.context.close();
}
await browser.close();
assert.ok(runbooks.length >= 8, `only ${runbooks.length} runbooks`);
console.log(`${checks} checks of the runbooks in the browser passed`);
