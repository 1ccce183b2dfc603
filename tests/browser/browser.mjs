// Debian's Chromium, without anything that it would fetch for itself.
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";

const path = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();

export const open = () =>
  chromium.launch({
    executablePath: path,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
