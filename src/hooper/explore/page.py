"""The page of `hooper explore` as a marimo app: sliders above, the bucket and the ranking below."""

import marimo

app = marimo.App(width="full", app_title="hooper explore", css_file="page.css")


@app.cell
def _():
    import marimo as mo

    from hooper.explore import controls, pictures

    return controls, mo, pictures


@app.cell
def _(controls, mo):
    language = controls.language_switch(mo.query_params().get("lang"))
    # Where the sliders stood last, so that another language does not set them back.
    kept = controls.start_values()
    mo.vstack([language])
    return kept, language


@app.cell
def _(controls, kept, language, mo, pictures):
    labels = controls.labels_of(language.value)
    sliders = controls.sliders(labels, kept)
    mo.Html(pictures.top_part(labels, [slider.text for slider in sliders.values()]))
    return labels, sliders


@app.cell
def _(controls, kept, labels, mo):
    # The laws are compiled here. Later answers take the place of the last, with no message in between.
    world = controls.world_of(mo.cli_args().to_dict())
    with mo.status.spinner(title=labels.waiting, remove_on_exit=True):
        controls.answered(world, kept)
    return (world,)


@app.cell
def _(controls, kept, labels, mo, pictures, sliders, world):
    kept.update(sliders.value)
    found = controls.answered(world, sliders.value)
    mo.Html(pictures.answer_part(found.answer, found.population, found.seconds, labels))


if __name__ == "__main__":
    app.run()
