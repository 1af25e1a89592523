"use strict";
// Draws what the page's data say. Figures come ready; here they get the colours of the theme, a table, and a menu.
const DATA = JSON.parse(document.getElementById("data").textContent);
const CHARTS = new Map(Object.entries(DATA.charts).map(([name, chart]) => [name, read(chart)]));
const OWN = { ...DATA.own }; // what the scripts of single sections show
const REDRAWN = []; // what else to draw again when the theme changes
// What follows the enablers that are there: `first` is told the set at once, `then` redraws elements from CHARTS and OWN.
const PULLED = { set: 0, first: [], then: [] };

/** What the page holds deflated, in base 64. */
async function unpacked(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}
const CAN_UNPACK = typeof DecompressionStream !== "undefined";

/** plotly is packed on a page that holds many sets of enablers. Text and tables stand before it is there. */
async function plotly() {
  if (!byId("plotly")) return;
  if (!CAN_UNPACK) {
    const text = "The figures are packed, and this browser is too old to unpack them. The text and the tables stand without.";
    document.querySelector("header").after(Object.assign(document.createElement("p"), { className: "warn", textContent: text }));
    return;
  }
  document.head.append(Object.assign(document.createElement("script"), { textContent: await unpacked("plotly") }));
}

/** A chart with its table in one piece. */
function read(chart) {
  const [first, ...rest] = chart.table;
  return { ...chart, table: Object.fromEntries(Object.keys(first).map((name) => [name, first[name].concat(...rest.map((block) => block[name]))])) };
}

function drawChart(chart) {
  const menu = document.querySelector(`[data-choose="${chart.name}"]`);
  const traces = menu && chart.choices.length ? chart.choices[menu.value].traces : chart.traces;
  return draw(byId("chart-" + chart.name), traces, chart.layout, chart.height, chart.name);
}

function drawAll() {
  for (const chart of CHARTS.values()) if (byId("chart-" + chart.name)) drawChart(chart);
  for (const again of REDRAWN) again();
}

// -- tables and CSV ---------------------------------------------------------------------------------------------

function rowsOf(table) {
  const columns = Object.values(table);
  return (columns[0] || []).map((_, row) => columns.map((column) => column[row]));
}

function fillTable(details) {
  const box = details.querySelector(".scroll");
  if (box.firstChild) return;
  const { table } = CHARTS.get(details.dataset.table);
  const element = document.createElement("table");
  const head = element.createTHead().insertRow();
  for (const name of Object.keys(table)) head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: name.replaceAll("_", " ") }));
  const body = element.createTBody();
  for (const cells of rowsOf(table)) {
    const row = body.insertRow();
    for (const cell of cells) row.insertCell().textContent = cell ?? "–";
  }
  box.append(element);
}

function csvOf(table) {
  const quoted = (cell) => (/[",\n]/.test(cell ?? "") ? `"${String(cell).replaceAll('"', '""')}"` : cell ?? "");
  return [Object.keys(table), ...rowsOf(table)].map((row) => row.map(quoted).join(",")).join("\n") + "\n";
}

function save(name, text) {
  const link = Object.assign(document.createElement("a"), { download: name + ".csv" });
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// -- controls ---------------------------------------------------------------------------------------------------

function showTheme() {
  const dark = isDark(), button = byId("theme");
  button.setAttribute("aria-pressed", String(dark));
}

function start() {
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
    drawAll();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { showTheme(); drawAll(); });
  showTheme();
  for (const menu of document.querySelectorAll("[data-choose]"))
    menu.addEventListener("change", () => drawChart(CHARTS.get(menu.dataset.choose)));
  for (const details of document.querySelectorAll("[data-table]"))
    details.addEventListener("toggle", () => { if (details.open) fillTable(details); });
  for (const button of document.querySelectorAll("[data-csv]"))
    button.addEventListener("click", () => save(button.dataset.csv, csvOf(CHARTS.get(button.dataset.csv).table)));
  const find = byId("assumed-find");
  if (find) find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase();
    for (const row of document.querySelectorAll("#assumed tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
  let wide = narrow();
  window.addEventListener("resize", () => { if (wide !== narrow()) { wide = narrow(); drawAll(); } });
  window.addEventListener("beforeprint", () => forPrint(true));
  window.addEventListener("afterprint", () => forPrint(false));
  // First what is seen first, the rest when the browser has time.
  const waiting = [...CHARTS.values()].filter((chart) => byId("chart-" + chart.name));
  const next = () => {
    const chart = waiting.shift();
    if (chart) drawChart(chart);
    if (waiting.length) setTimeout(next, 0);
    else { for (const again of REDRAWN) again(); document.documentElement.dataset.ready = "yes"; }
  };
  plotly().then(next);
}

/** Light colours, and figures as wide as the paper. */
function forPrint(begins) {
  printing = begins;
  for (const chart of CHARTS.values()) {
    const element = byId("chart-" + chart.name);
    if (element && element.data) drawChart(chart);
  }
  for (const again of REDRAWN) again();
  for (const element of document.querySelectorAll(".js-plotly-plot")) {
    if (begins) Plotly.relayout(element, { width: Math.min(680, element.clientWidth || 680) });
    else Plotly.relayout(element, { width: null, autosize: true });
  }
}

document.addEventListener("DOMContentLoaded", start);
