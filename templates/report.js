"use strict";
// Filters and orders the findings. Everything can be read without it, and paper always has all of it.
(() => {
  const bar = document.getElementById("filter");
  const text = document.getElementById("filter-text");
  const selects = ["verdict", "risk", "principal"].map((name) => document.getElementById(`filter-${name}`));
  const [verdict, risk, principal] = selects;
  const order = document.getElementById("order");
  const count = document.getElementById("filter-count");
  const blocks = [...document.querySelectorAll("[data-finding]")];
  const lists = [...document.querySelectorAll("[data-sorted]")].map((list) => [list, [...list.children]]);
  const levels = ["critical", "high", "medium", "low", "unrated"];
  const words = new Map(blocks.map((block) => [block, block.textContent.toLowerCase()]));
  const apply = () => {
    const sought = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const is = (select, value) => select.value === "" || select.value === value;
    const fits = (block) =>
      is(verdict, block.dataset.verdict) &&
      is(risk, block.dataset.risk) &&
      is(principal, block.dataset.principal) &&
      sought.every((word) => words.get(block).includes(word));
    for (const block of blocks) block.hidden = !fits(block);
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = group.querySelector("[data-finding]:not([hidden])") === null;
    }
    const shown = blocks.filter((block) => !block.hidden).length;
    count.textContent = shown === blocks.length ? "" : `${shown} of ${blocks.length} findings shown`;
    // What a filter finds among the rest is unfolded.
    if (shown < blocks.length) for (const fold of document.querySelectorAll(".settled")) fold.open = true;
  };
  const sort = () => {
    const level = (block) => levels.indexOf(block.dataset.risk);
    for (const [list, inOrder] of lists) {
      const sorted = order.value === "risk" ? [...inOrder].sort((one, other) => level(one) - level(other)) : inOrder;
      list.append(...sorted);
    }
  };
  // A link to a finding that is filtered away or folded shows it again.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    for (let fold = target.closest("details"); fold !== null; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.closest("[hidden]") !== null) {
      text.value = "";
      for (const select of selects) select.value = "";
      apply();
    }
    target.scrollIntoView();
  };
  text.addEventListener("input", apply);
  for (const select of selects) select.addEventListener("change", apply);
  order.addEventListener("change", sort);
  addEventListener("hashchange", reveal);
  bar.hidden = false;
  apply();
  if (location.hash !== "") reveal();
})();
