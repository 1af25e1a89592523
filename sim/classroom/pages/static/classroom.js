"use strict";
// Light and dark: the system's unless chosen, kept in this browser alone; Quasar's parts follow ours.
const KEY = "linchpin-theme";

function theme(dark) {
  if (dark === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = dark ? "dark" : "light";
  const follow = () => window.Quasar ? Quasar.Dark.set(isDark()) : setTimeout(follow, 30);
  follow();
  window.dispatchEvent(new Event("look"));
}

function toggleTheme() {
  const dark = !isDark();
  localStorage.setItem(KEY, dark ? "dark" : "light");
  theme(dark);
}

const chosen = localStorage.getItem(KEY);
theme(chosen ? chosen === "dark" : null);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => localStorage.getItem(KEY) || theme(null));
window.addEventListener("beforeprint", () => { printing = true; theme(false); });
window.addEventListener("afterprint", () => { printing = false; const was = localStorage.getItem(KEY); theme(was ? was === "dark" : null); });
