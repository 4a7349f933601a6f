"""What a benchmark runs in the page: when something was seen there, and the bare floors."""

# ruff: noqa: E501 (lines of JavaScript)

from typing import Final

SEEN: Final = """
(() => {
  // when each of these was first there, in milliseconds of this page
  const wanted = {
    entrance: '[data-testid=sign-in-code], [data-testid=passphrase]',
    open: '[data-testid=link-state]',
    online: '[data-testid=link-state][data-state=online]',
    rows: '[data-testid=product-row]',
  };
  window.seen = {};
  const look = () => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})()
"""
"""Notes in ``seen`` when parts of the page were first there."""

COLLECT: Final = """
async ({ path, kinds, limit }) => {
  const { CONTRACT } = await import(`${path}contract.js`);
  const { call, lines } = await import(`${path}data/link.js`);
  const pulse = await call(CONTRACT.paths.pulse, { hello: {} });
  window.texts = [];
  let rows = 0;
  for (const kind of kinds) {
    const place = { kind, cursor: [0, 0], by_key: true };
    const wanted = { place, limit, pages: 1000, watermark: pulse.facts.bound };
    for await (const { bytes, line } of lines(CONTRACT.paths.feed, wanted)) {
      texts.push(new TextDecoder().decode(bytes));
      rows += line.rows.length;
    }
  }
  return rows;
}
"""
"""Keeps the texts of all pages of some feeds in ``texts``; returns how many rows they have."""

BARE_STORE: Final = """
async () => {
  const gone = indexedDB.deleteDatabase("bare");
  await new Promise((resolve) => (gone.onsuccess = resolve));
  const opening = indexedDB.open("bare", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("pages");
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const database = (window.bare = opening.result);
  window.bareKey ??= await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const began = performance.now();
  for (const [number, text] of texts.entries()) {
    const plain = new TextEncoder().encode(text);
    const small = await new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, bareKey, small);
    const transaction = database.transaction(["pages"], "readwrite");
    transaction.objectStore("pages").put({ iv, sealed }, number);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
  }
  return performance.now() - began;
}
"""
"""Compresses, encrypts and stores those texts, one after the other; returns the milliseconds."""

BARE_OPEN: Final = """
async (passphrase) => {
  const began = performance.now();
  const typed = new TextEncoder().encode(passphrase);
  const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
  const rounds = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(16), iterations: 600_000 };
  await crypto.subtle.deriveBits(rounds, material, 256);
  const asked = bare.transaction(["pages"]).objectStore("pages").getAll();
  await new Promise((resolve) => (asked.onsuccess = resolve));
  const rows = new Map();
  for (const { iv, sealed } of asked.result) {
    const small = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, bareKey, sealed);
    const plain = new Response(new Blob([small]).stream().pipeThrough(new DecompressionStream("gzip")));
    const line = JSON.parse(await plain.text());
    for (const row of line.rows) rows.set(`${line.kind} ${row[0]}`, row);
  }
  return performance.now() - began;
}
"""
"""Derives a key and opens what was stored barely; returns the milliseconds."""

TYPE: Final = """
async ({ text }) => {
  const field = document.querySelector("[data-testid=product-search]");
  const rows = document.querySelector(".rows");
  const began = performance.now();
  const changed = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(rows, { childList: true });
  });
  field.value = text;
  field.dispatchEvent(new Event("input"));
  await changed;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - began;
}
"""
"""Types into the search of the catalog; returns the milliseconds until its rows were painted."""

WORK: Final = """
async ({ path, lines, rounds }) => {
  const { Data } = await import(`${path}views/data.js`);
  let standing = null;
  const data = new Data((event, told) => { if (event === "state") standing = told; });
  await data.ask("begin");
  const ready = async () => {
    while (standing?.rules !== "ready") await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await ready();
  const { rows: customers } = await data.ask("customers", "");
  const { rows: products } = await data.ask("products", "");
  const draft = await data.ask("beginOrder", { customer: customers[0].number });
  const line = { unit_price: null, discount_percent: "0", offer: "", amount: null, without_offer: false, back_order: false, ordered_on: null };
  const order = {
    ...draft.order,
    lines: Array.from({ length: lines }, (_, i) => ({ ...line, line: i + 1, sku: products[i % products.length].sku, quantity: 1 + i })),
  };
  const took = async (work) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const median = (all) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)];
  const quoted = [], saved = [], bare = [];
  for (let i = 0; i < rounds; i += 1) {
    quoted.push(await took(() => data.ask("quote", { order })));
    saved.push(await took(() => data.ask("saveTyped", { order: { ...order, note: String(i) } })));
    bare.push(await took(() => new Promise((resolve) => {
      const transaction = window.bare.transaction(["pages"], "readwrite", { durability: "strict" });
      transaction.objectStore("pages").put(new TextEncoder().encode(JSON.stringify(order)), "order");
      transaction.oncomplete = resolve;
    })));
  }
  await data.ask("discardDraft", { id: order.id });
  return { quoted: median(quoted), saved: median(saved), bare: median(bare) };
}
"""
"""Prices and judges an order and saves it, again and again; returns the medians in milliseconds."""
