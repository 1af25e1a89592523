// The browser's own slider, which the keyboard and a screen reader know; it keeps its place while the page is drawn anew.
export default {
  template: `<input type="range" class="range" :min="low" :max="high" :step="step" :aria-label="label" :disabled="still"
    :value="at" @input="move($event, 'live')" @change="move($event, 'done')">`,
  props: { low: Number, high: Number, step: Number, value: Number, label: String, still: Boolean },
  data() { return { at: this.value }; },
  watch: { value(now) { this.at = now; } },
  methods: {
    move(event, name) { this.at = Number(event.target.value); this.$emit(name, this.at); },
  },
};
