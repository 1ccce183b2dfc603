// What GitHub would make of a Markdown report, by the grammar that it publishes.
import assert from "node:assert/strict";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const count = (text, pattern) => (text.match(pattern) ?? []).length;

/** Fails where a report does not read as it was meant. */
export const check = (markdown, findings) => {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  // The tables are those that were meant: each has its rows, and each row its cells.
  assert.equal(count(html, /<table>/g), count(markdown, /^\| (:?-)/gm), "tables");
  const rows = markdown.split("\n").filter((line) => line.startsWith("| "));
  const heads = rows.filter((line) => /^\| :?-/.test(line)).length;
  assert.equal(count(html, /<tr>/g), rows.length - heads, "rows");
  // GitHub drops cells beyond those of the head, so these are counted in the text.
  for (const table of markdown.split(/\n(?!\| )/)) {
    const widths = table.split("\n").filter((line) => line.startsWith("| ")).map((row) => count(row.replace(/\\./g, ""), /\|/g));
    assert.ok(new Set(widths).size <= 1, `a row with more or fewer cells than its table: ${widths}`);
  }
  // Nothing of the tenant's is anything but text.
  for (const tag of ["img", "script", "style", "iframe", "b", "svg", "em", "del"]) {
    assert.equal(count(html, new RegExp(`<${tag}[ >]`, "g")), 0, `<${tag}>`);
  }
  const targets = new Set([...html.matchAll(/<a id="([^"]*)"/g)].map((target) => target[1]));
  for (const link of html.matchAll(/<a href="([^"]*)"/g)) {
    if (link[1].startsWith("#")) {
      assert.ok(targets.has(link[1].slice(1)), `${link[1]} leads nowhere`);
      continue;
    }
    assert.ok(link[1].startsWith("https://learn.microsoft.com/") || link[1].startsWith("https://support.expel.io/"), link[1]);
  }
  // Every finding has a heading of its own, and its id in code on a line below.
  const ids = [...html.matchAll(/<h4>.*?<\/h4>\n<p><code>(.*?)<\/code><\/p>/gs)].map((heading) => heading[1]);
  for (const { id } of findings) assert.equal(ids.filter((one) => one === id).length, 1, `no heading for ${id}`);
};
