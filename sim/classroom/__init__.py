"""The classroom: a live page on which a class guesses, pulls an enabler, and flies the campaign again.

Everything but `pages` knows nothing of the browser: what may be asked for (`limits`), what there is to fly (`shelf`),
what can be moved (`knob`), what was changed (`state`), who flies it and in which order (`room`), what came out
(`outcome`, `figure`, `cascade`), and who is let in (`guard`).
"""
