// A figure in the chart grammar of the report: heading, drawing, what it says, and its numbers as a table.
export default {
  template: `<figure v-show="chart" :data-name="name">
    <figcaption :id="'cap-' + name">{{ chart ? chart.title : "" }}</figcaption>
    <div class="chart" ref="box" role="img" :aria-label="chart ? chart.says : ''"></div>
    <details v-if="chart && rows.length"><summary>Numbers as a table</summary><div class="scroll"><table>
      <thead><tr><th v-for="column in columns" scope="col">{{ column }}</th></tr></thead>
      <tbody><tr v-for="row in rows"><td v-for="cell in row">{{ cell }}</td></tr></tbody></table></div></details>
  </figure>`,
  props: { chart: Object, name: String },
  computed: {
    columns() { return Object.keys(this.chart.table).map((one) => one.replaceAll("_", " ")); },
    rows() {
      const columns = Object.values(this.chart.table);
      return (columns[0] || []).map((_, row) => columns.map((column) => column[row] ?? "–"));
    },
  },
  mounted() {
    this.paint();
    window.addEventListener("look", this.paint);
    this.watcher = new ResizeObserver(() => this.wide !== this.$el.clientWidth && this.paint());
    this.watcher.observe(this.$el);
  },
  unmounted() { window.removeEventListener("look", this.paint); this.watcher.disconnect(); },
  watch: { chart() { this.$nextTick(this.paint); } },
  methods: {
    paint() {
      if (!this.chart || !this.$el.isConnected) return;
      if (!window.Plotly || !window.draw) return setTimeout(this.paint, 30);
      this.wide = this.$el.clientWidth;
      if (!this.wide) return;
      const { traces, layout, height, name } = this.chart;
      return draw(this.$refs.box, structuredClone(toPlain(traces)), structuredClone(toPlain(layout)), height, name);
    },
  },
};

/** Vue watches what it is given; plotly must not write into it. */
const toPlain = (thing) => JSON.parse(JSON.stringify(thing));
