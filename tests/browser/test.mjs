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
      assert.equal(await page.locator("[data-finding]").count(), findings(sample).length);
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
    for (const part of [".answer .reason", ".next li", ".tally"]) {
      const box = await desk.page.locator(part).first().boundingBox();
      assert.ok(box !== null && box.y + box.height <= 900, `${part} ends at ${box?.y + box?.height}`);
    }
    // Each of these leads to its action.
    for (const link of await desk.page.locator(".next li a").all()) {
      const action = desk.page.locator(await link.getAttribute("href"));
      assert.ok((await action.locator("h4").textContent()).startsWith((await link.textContent()).slice(0, 100)));
    }
  });
  await desk.context.close();

  const silent = await show(browser, sample, { javaScriptEnabled: false });
  await check(`${sample}: everything is there without the script`, async () => {
    for (const fold of await silent.page.locator("details.settled > summary").all()) await fold.click();
    for (const finding of findings(sample)) {
      const block = silent.page.locator(`[data-finding=${JSON.stringify(finding.id)}]`);
      assert.ok(await block.isVisible(), finding.id);
    }
    assert.equal(await silent.page.locator("#filter").isVisible(), false, "a filter that does nothing");
  });
  await silent.context.close();

  const onPaper = async (page, name) => {
    const file = join(folder, `${name}.pdf`);
    await page.pdf({ path: file, format: "A4", preferCSSPageSize: true });
    return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 27 });
  };
  const bare = (text) => text.replace(/\s+/g, "");
  const printed = await show(browser, sample, {});
  await check(`${sample}: a print has every finding, even under a filter, in 9 pt or more`, async () => {
    await printed.page.fill("#filter-text", "no finding has these words");
    assert.equal(await printed.page.locator("[data-finding]:visible").count(), 0);
    const text = await onPaper(printed.page, sample);
    const paper = bare(text);
    const open = new Set(await printed.page.locator("article[data-finding]").evaluateAll((all) => all.map((one) => one.dataset.finding)));
    for (const finding of findings(sample)) {
      // What needs nothing is a row with its title.
      const sought = open.has(finding.id) ? finding.id : finding.title.slice(0, 60);
      assert.ok(paper.includes(bare(sought)), `${sought} is not on paper`);
    }
    if (sample === "contoso-demo") {
      const pages = text.split("\f").length - 1;
      assert.ok(pages <= 7, `${pages} pages`);
      const heads = text.match(/^Verdict Item Tier Risk Seen/gm)?.length ?? 0;
      const groups = await printed.page.locator("table.roll").count();
      assert.ok(heads >= groups, `${heads} heads for ${groups} tables`);
    }
    await printed.page.emulateMedia({ media: "print" });
    const small = await printed.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = new Set();
      while (walker.nextNode()) {
        const { parentElement: element, data } = walker.currentNode;
        if (data.trim() === "" || element.closest("script, style, .aside") !== null || element.getClientRects().length === 0) continue;
        const size = parseFloat(getComputedStyle(element).fontSize);
        if (size < 11.99) found.add(`${element.tagName}.${element.className}: ${size} px`);
      }
      return [...found];
    });
    assert.deepEqual(small, []);
  });
  await printed.context.close();

  const whole = await show(browser, `${sample}-appendix`, {});
  await check(`${sample}: a print with the appendix has the evidence of every finding`, async () => {
    const paper = bare(await onPaper(whole.page, `${sample}-appendix`));
    for (const finding of findings(sample)) {
      assert.ok(paper.includes(bare(finding.id)) || paper.includes(bare(finding.id.split("/").slice(1).join("/"))), finding.id);
      for (const { request_id: id } of finding.evidence) assert.ok(id === null || paper.includes(id), `${id} is not on paper`);
    }
  });
  await whole.context.close();

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
    const foreign = "img, iframe, object, embed, svg:not(.bar), script:not(body > script:last-of-type), main b, [onerror], [onmouseover], [style]";
    assert.equal(await page.locator(foreign).count(), 0);
    assert.equal(await page.locator("[data-finding]").count(), findings(kind).length);
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
const shown = () => page.locator("[data-finding]:visible");
await check("the filter filters by verdict, risk, principal and words, and a link to what is hidden shows it", async () => {
  const all = findings("contoso-demo");
  await page.locator("details.settled > summary").click();
  assert.equal(await shown().count(), all.length);
  const counts = async (name, value, fits) => {
    await page.selectOption(name, value);
    const expected = all.filter(fits).length;
    assert.ok(expected > 0 && expected < all.length, `${name} ${value}: ${expected}`);
    assert.equal(await shown().count(), expected);
    assert.equal(await page.textContent("#filter-count"), `${expected} of ${all.length} findings shown`);
    await page.selectOption(name, "");
  };
  await counts("#filter-verdict", "partial", (finding) => finding.verdict === "partial");
  await counts("#filter-risk", "critical", (finding) => finding.risk?.level === "critical");
  await counts("#filter-principal", all[0].principal.id, (finding) => finding.principal.id === all[0].principal.id);
  await page.fill("#filter-text", "machine ISOLATE");
  assert.equal(await shown().count(), 1);
  const hidden = all.find((finding) => finding.verdict === "satisfied").id;
  await page.evaluate((id) => (location.hash = document.querySelector(`[data-finding="${id}"]`).id), hidden);
  await page.waitForFunction((count) => document.querySelectorAll("[data-finding]:not([hidden])").length === count, all.length);
});
await check("the findings can be ordered by risk, and back", async () => {
  const levels = ["critical", "high", "medium", "low", "unrated"];
  const order = () =>
    page.locator("[data-sorted]").evaluateAll((lists) => lists.map((list) => [...list.children].map((one) => [one.dataset.finding, one.dataset.risk])));
  const before = await order();
  await page.selectOption("#order", "risk");
  for (const list of await order()) {
    const ranks = list.map(([, risk]) => levels.indexOf(risk));
    assert.deepEqual(ranks, [...ranks].sort((one, other) => one - other));
  }
  assert.notDeepEqual(await order(), before);
  await page.selectOption("#order", "");
  assert.deepEqual(await order(), before);
});
await check("the bar shows the number of findings of each verdict", async () => {
  const widths = await page.locator(".bar rect").evaluateAll((all) => all.map((one) => Number(one.getAttribute("width"))));
  const numbers = await page.locator(".tally .number").evaluateAll((all) => all.map((one) => Number(one.textContent)));
  assert.deepEqual(widths, numbers);
  assert.equal(Number((await page.locator(".bar").getAttribute("viewBox")).split(" ")[2]), numbers.reduce((one, other) => one + other));
});
await check("the demo's report is under 300 KB", () => {
  const { length } = readFileSync(join(folder, "contoso-demo.html"));
  assert.ok(length < largest, `${length} bytes`);
});
await context.close();
await browser.close();
console.log(`${checks} checks of the reports in the browser passed`);
