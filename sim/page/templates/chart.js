"use strict";
// Draws a figure: traces and layout come ready; here they get the colours of the theme and the room there is.
const byId = (id) => document.getElementById(id);
const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const narrow = () => window.innerWidth < 560;
// On dark paper the two dark inks of the palette would not be seen.
const ON_DARK = { "#222222": "#ECECEC", "#444444": "#C8C8C8", "#882255": "#CC6699", "#FFFFFF": "#14171A" };
let printing = false;
const TALLEST_IN_PRINT = 800; // pixels: a figure does not break over two pages

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return !printing && (chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
}

function inked(part, dark) {
  if (!dark || part === null || typeof part !== "object") return dark && ON_DARK[part] ? ON_DARK[part] : part;
  if (Array.isArray(part)) return part.length && typeof part[0] === "object" ? part.map((one) => inked(one, dark)) : part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, inked(value, dark)]));
}

function themed(layout, height) {
  const ink = colourOf("--ink"), grid = colourOf("--grid"), small = narrow();
  const axis = { gridcolor: grid, linecolor: colourOf("--faint"), zerolinecolor: grid, automargin: true };
  const base = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", colorway: undefined, height,
    font: { family: "system-ui, DejaVu Sans, sans-serif", size: small ? 12 : 14, color: ink },
    margin: { l: small ? 40 : 60, r: small ? 14 : 30, t: 26, b: 40 },
    hovermode: "x unified", hoverlabel: { bgcolor: colourOf("--card"), font: { color: ink } },
    dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
    legend: { orientation: "h", x: 0, xanchor: "left", yref: "container", y: 0, yanchor: "bottom", traceorder: "normal" },
    bargap: 0.25,
  };
  if (printing) base.height = Math.min(height, TALLEST_IN_PRINT);
  const full = { ...base, ...structuredClone(layout) };
  for (const name of ["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis/.test(key))]) {
    full[name] = { ...axis, ...full[name] };
    if (small && full[name].title) full[name].title = { ...full[name].title, font: { size: 11 } };
    if (small && (full[name].type === "category" || full.coloraxis)) full[name].tickfont = { size: 10 };
    if (small && name === "xaxis" && full[name].type !== "log") full[name] = { nticks: 4, tickangle: 0, ...full[name] };
  }
  if (small && full.coloraxis) {
    const bar = { orientation: "h", y: -0.08, yanchor: "top", len: 1, nticks: 3 };
    full.coloraxis = { ...full.coloraxis, colorbar: { ...full.coloraxis.colorbar, ...bar } };
  }
  for (const shape of full.shapes || []) shape.line = { color: ink, ...shape.line };
  return full;
}

const CONFIG = (name) => ({
  responsive: true, displaylogo: false, displayModeBar: "hover",
  modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
  toImageButtonOptions: { format: "svg", filename: name },
});

/** Long names over several short lines on a narrow screen; what stands below a name has no room there. */
const SHORT = 14; // characters
const LINE = 13; // pixels of a line of them
function wrap(name) {
  if (typeof name !== "string" || name.length <= SHORT) return name;
  name = name.split("<br>")[0];
  const lines = [""];
  for (const word of name.split(" ")) {
    if (lines.at(-1) && (lines.at(-1) + " " + word).length > SHORT) lines.push(word);
    else lines.push((lines.pop() + " " + word).trim());
  }
  return lines.join("<br>");
}
const unwrapped = (name) => String(name).replaceAll("<br>", " ");
const wrapped = (traces) =>
  traces.map((trace) => (trace.orientation === "h" || trace.type === "heatmap" ? { ...trace, y: trace.y.map(wrap) } : trace));

/** Numbers written outside of bars need room. */
function roomFor(traces, look) {
  const bars = traces.filter((trace) => trace.type === "bar" && trace.orientation === "h" && trace.textposition === "outside");
  if (bars.length) look.xaxis.range = [0, (Math.max(...bars.flatMap((trace) => trace.x)) || 1) * (narrow() ? 1.35 : 1.12)];
}

/** Rows whose names stand over several lines need more of the height. */
function tallEnough(traces, height) {
  if (!narrow()) return height;
  const names = traces.filter((trace) => trace.type === "bar" && trace.orientation === "h").map((trace) => wrapped([trace])[0].y);
  const lines = Math.max(0, ...names.flat().map((name) => String(name).split("<br>").length));
  return Math.max(height, FRAME + Math.max(0, ...names.map((rows) => rows.length)) * (lines * LINE + 4));
}
const FRAME = 130; // pixels of a figure that are not rows

/** Draws traces into an element; used by every figure of the page. */
function draw(element, traces, layout, height, name) {
  if (!window.Plotly) return Promise.resolve();
  const marks = traces.filter((trace) => (trace.x || trace.z || trace.q1 || []).length);
  if (!marks.length) {
    if (element.data) Plotly.purge(element);
    element.drawing = element.next = undefined;
    element.replaceChildren(Object.assign(document.createElement("p"), { className: "nothing", textContent: layout.nothing || "Nothing to show." }));
    return Promise.resolve();
  }
  if (!element.data) element.replaceChildren();
  const { nothing, ...plain } = layout;
  const look = themed(plain, tallEnough(traces, height));
  if (traces.length === 1) look.showlegend = false;
  roomFor(traces, look);
  const marksInked = inked(narrow() ? wrapped(traces) : traces, isDark());
  const scale = look.coloraxis && (narrow() ? "lying" : "standing");
  return oneByOne(element, () => {
    if (element.scale && element.scale !== scale) Plotly.purge(element); // else plotly leaves parts of a scale that turns
    element.scale = scale;
    return Plotly.react(element, marksInked, inked(look, isDark()), CONFIG(name));
  });
}

/** plotly draws in steps: two drawings of one figure at a time leave parts of both. The last that is asked for counts. */
function oneByOne(element, drawing) {
  const before = element.drawing;
  element.next = drawing;
  element.drawing = before ? before.then(() => (element.next === drawing ? drawing() : undefined)) : drawing();
  return element.drawing;
}
