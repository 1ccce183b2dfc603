"use strict";
// Filters the assessment and the findings. Everything can be read without it, and paper always has all of it.
(() => {
  const bar = document.getElementById("filter");
  const text = document.getElementById("filter-text");
  const verdict = document.getElementById("filter-verdict");
  const count = document.getElementById("filter-count");
  const blocks = [...document.querySelectorAll("[data-find]")];
  const findings = blocks.filter((block) => block.matches("article"));
  const words = new Map(blocks.map((block) => [block, block.textContent.toLowerCase()]));
  const apply = () => {
    const sought = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (block) =>
      (verdict.value === "" || block.dataset.find === verdict.value) &&
      sought.every((word) => words.get(block).includes(word));
    for (const block of blocks) block.hidden = !fits(block);
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = group.querySelector("[data-find]:not([hidden])") === null;
    }
    const shown = findings.filter((block) => !block.hidden).length;
    count.textContent = shown === findings.length ? "" : `${shown} of ${findings.length} findings shown`;
  };
  // A link to a finding that is filtered away shows everything again.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null || target.closest("[hidden]") === null) return;
    text.value = "";
    verdict.value = "";
    apply();
    target.scrollIntoView();
  };
  text.addEventListener("input", apply);
  verdict.addEventListener("change", apply);
  addEventListener("hashchange", reveal);
  bar.hidden = false;
  apply();
})();
