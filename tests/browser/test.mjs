// The HTML reports as their readers see them, and JUnit against its schema.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { open } from "./browser.mjs";
import { check as checkMarkdown } from "./markdown.mjs";

const folder = resolve(process.argv[2]);
const samples = ["contoso-demo", "hostile-names", "nothing-granted", "ready-enterprise-app-defender-rbac"];
const hostile = readdirSync(folder).flatMap((name) => (name.endsWith(".snapshot") ? [name.slice(0, -".snapshot".length)] : []));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const largest = 300_000;
let checks = 0;

const check = (name, run) =>
  Promise.resolve(run()).then(
    () => (checks += 1),
    (error) => {
      console.error(`FAILED ${name}\n${error.stack}`);
      process.exitCode = 1;
    },
  );

const findings = (sample) => JSON.parse(readFileSync(join(folder, `${sample}.json`), "utf8")).findings;

/** A page with a report, and everything that it complained of or asked for. */
const show = async (browser, sample, options) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble = [];
  const address = pathToFileURL(join(folder, `${sample}.html`)).href;
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

const browser = await open();
for (const sample of samples) {
  for (const colorScheme of ["light", "dark"]) {
    const { context, page, trouble } = await show(browser, sample, { colorScheme });
    await check(`${sample}, ${colorScheme}: quiet, and nothing against the policy`, async () => {
      assert.deepEqual(trouble, []);
      assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
      assert.equal(await page.locator("article[data-finding]").count(), findings(sample).length);
    });
    await check(`${sample}, ${colorScheme}: axe finds nothing`, async () => {
      // Opened folds are part of the page.
      await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
      // The protocol runs this outside of the page's policy, as an extension would.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`);
      assert.deepEqual(told, []);
    });
    await context.close();
  }

  const phone = await show(browser, sample, { viewport: { width: 360, height: 740 } });
  await check(`${sample}: no sideways scrolling at 360 px`, async () => {
    await phone.page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
    const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${width} px wide`);
  });
  await phone.context.close();

  const desk = await show(browser, sample, { viewport: { width: 1280, height: 900 } });
  await check(`${sample}: the first screen says whether it is ready and what comes first`, async () => {
    for (const part of [".answer .reason", ".next li", ".cards", ".title-block"]) {
      const box = await desk.page.locator(part).first().boundingBox();
      assert.ok(box !== null && box.y + box.height <= 900, `${part} ends at ${box?.y + box?.height}`);
    }
    // Each of these leads to its action.
    for (const link of await desk.page.locator(".next li a").all()) {
      const action = desk.page.locator(await link.getAttribute("href"));
      assert.ok((await action.locator("h3").textContent()).startsWith((await link.textContent()).slice(0, 100)));
    }
  });
  await desk.context.close();

  const silent = await show(browser, sample, { javaScriptEnabled: false });
  await check(`${sample}: everything is there without the script`, async () => {
    for (const finding of findings(sample)) {
      const block = silent.page.locator(`article[data-finding=${JSON.stringify(finding.id)}]`);
      assert.ok(await block.isVisible(), finding.id);
    }
    assert.equal(await silent.page.locator("#filter").isVisible(), false, "a filter that does nothing");
  });
  await silent.context.close();

  const printed = await show(browser, sample, {});
  await check(`${sample}: a print has every finding, even under a filter`, async () => {
    await printed.page.fill("#filter-text", "no finding has these words");
    assert.equal(await printed.page.locator("article[data-finding]:visible").count(), 0);
    const file = join(folder, `${sample}.pdf`);
    await printed.page.pdf({ path: file, format: "A4" });
    const text = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 27 });
    const paper = text.replace(/\s+/g, "");
    for (const finding of findings(sample)) {
      assert.ok(paper.includes(finding.id.replace(/\s+/g, "")), `${finding.id} is not on paper`);
      // What is folded on the screen is open on paper.
      for (const { request_id: id } of finding.evidence) assert.ok(id === null || paper.includes(id), `${id} is not on paper`);
    }
    if (sample === "contoso-demo") {
      const heads = text.match(/^Verdict Item Tier Expected Actual/gm)?.length ?? 0;
      const groups = await printed.page.locator("table.roll").count();
      assert.ok(heads > groups, `${heads} heads for ${groups} tables that take more pages`);
    }
  });
  await printed.context.close();

  await check(`${sample}: JUnit keeps to junit-10.xsd`, () => {
    const schema = XmlDocument.fromString(readFileSync(new URL("../fixtures/schemas/junit-10.xsd", import.meta.url), "utf8"));
    const validator = XsdValidator.fromDoc(schema);
    const report = XmlDocument.fromString(readFileSync(join(folder, `${sample}.junit`), "utf8"));
    validator.validate(report);
    for (const resource of [report, validator, schema]) resource.dispose();
  });
}

assert.equal(hostile.length, 9);
for (const kind of hostile) {
  const { context, page, trouble } = await show(browser, kind, { viewport: { width: 360, height: 740 } });
  await check(`${kind}: text and nothing else, and no sideways scrolling at 360 px`, async () => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
    assert.deepEqual(trouble, []);
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
    const foreign = "img, iframe, object, embed, svg, script:not(body > script:last-of-type), main b, [onerror], [onmouseover], [style]";
    assert.equal(await page.locator(foreign).count(), 0);
    assert.equal(await page.locator("article[data-finding]").count(), findings(kind).length);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${width} px wide`);
  });
  await context.close();
}

for (const sample of [...samples, ...hostile]) {
  const read = (name) => readFileSync(join(folder, name), "utf8");
  await check(`${sample}: Markdown reads as it was meant`, () => checkMarkdown(read(`${sample}.markdown`), findings(sample)));
  await check(`${sample}: the summary fits a comment`, () => {
    const summary = read(`${sample}.summary`);
    checkMarkdown(summary, []);
    assert.ok(summary.length < 10_000, `${summary.length} characters`);
  });
}

const { context, page } = await show(browser, "contoso-demo", {});
const shown = () => page.locator("article[data-finding]:visible");
await check("the filter filters by verdict and by words, and a link to what is hidden shows it", async () => {
  const all = findings("contoso-demo");
  assert.equal(await shown().count(), all.length);
  await page.selectOption("#filter-verdict", "partial");
  const partial = all.filter((finding) => finding.verdict === "partial").length;
  assert.equal(await shown().count(), partial);
  assert.equal(await page.locator("tr[data-find]:visible").count(), partial);
  assert.equal(await page.textContent("#filter-count"), `${partial} of ${all.length} findings shown`);
  await page.fill("#filter-text", "machine ISOLATE");
  assert.equal(await shown().count(), 1);
  const hidden = all.find((finding) => finding.verdict === "satisfied").id;
  await page.evaluate((id) => (location.hash = document.querySelector(`article[data-finding="${id}"]`).id), hidden);
  await page.waitForFunction((count) => document.querySelectorAll("article[data-finding]:not([hidden])").length === count, all.length);
});
await check("the cards lead to their findings", async () => {
  for (const card of await page.locator(".card a").all()) {
    const target = page.locator((await card.getAttribute("href")).replace("#", "#"));
    const number = Number(await card.locator(".number").textContent());
    assert.equal(await target.locator("a").count(), number);
  }
});
await check("the demo's report is under 300 KB", () => {
  const { length } = readFileSync(join(folder, "contoso-demo.html"));
  assert.ok(length < largest, `${length} bytes`);
});
await context.close();
await browser.close();
console.log(`${checks} checks of the reports in the browser passed`);
