// Tenants whose every display name does harm: node tests/browser/hostile.mjs SNAPSHOT FOLDER
// Writes one snapshot for each kind of name, and prints their names.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const names = {
  "hostile-html": '"><img src=x onerror=alert(1)><b>bold</b>',
  "hostile-script": "</style></script><script>alert(1)</script>",
  "hostile-table": "a | b |\n| --- | --- |\n# heading\n- item",
  "hostile-link": "[click](javascript:alert(1)) ![x](https://evil.example/x.png) https://evil.example @octocat",
  "hostile-formula": '=HYPERLINK("https://evil.example","x")',
  "hostile-terminal": "\u001b[31mred\u001b[0m\u009b2J\u0007\r\n",
  "hostile-direction": "abc\u202etxt.exe\u202c \u2066x\u2069\u200b\u2028",
  "hostile-long": "x".repeat(10_000),
  "hostile-empty": "",
};

const [, , snapshot, folder] = process.argv;
const text = readFileSync(snapshot, "utf8");
for (const [kind, name] of Object.entries(names)) {
  const rename = (key, value) => (/^display_?name$/i.test(key) && typeof value === "string" ? name : value);
  writeFileSync(join(folder, `${kind}.snapshot`), JSON.stringify(JSON.parse(text, rename)));
  console.log(kind);
}
