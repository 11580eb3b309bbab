"""`wiedervorlage explain`."""

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Aufruf, list_options


@click.command(cls=Command)
@list_options
@click.option("--kunde", metavar="NR", help="Kundennummer")
@click.option("--vorgang", metavar="CODE", help="Vorgang, wie er im Kalender steht")
def explain(
    aufruf: Aufruf,
    kunde: str | None,
    vorgang: str | None,
) -> None:
    """Warum dieser Tag? Zeile für Zeile aus der Weisung."""
    from wiedervorlage.cli.session import open_session
    from wiedervorlage.errors import DateiError
    from wiedervorlage.pseudonym import normalisiert
    from wiedervorlage.writers.explanation import explanation, house_explanation

    if (kunde is None) == (vorgang is None):
        raise click.UsageError("Bitte entweder --kunde oder --vorgang angeben.")
    session = open_session(aufruf)
    code = normalisiert(vorgang) if vorgang is not None else None
    nummer = kunde.strip() if kunde is not None else None
    gesucht = [k for k in session.eingabe.kunden if session.run.vorgang(k) == code or k.kundennummer == nummer]
    if code is not None and not gesucht:  # a Vorgang may be the house's, and to tell that takes the whole list
        haus = [w for w in session.run.all(session.eingabe.kunden) if w.kundennummer is None and w.vorgang == code]
        if haus:
            click.echo(house_explanation(session.run, haus), nl=False)
            session.finish()
    if not gesucht:
        raise DateiError(
            "Diesen Kunden gibt es in der Liste nicht."
            if code is None
            else "Diesen Vorgang gibt es in der Liste nicht."
        )
    for einer in gesucht:
        click.echo(explanation(session.run, einer), nl=False)
    session.finish()
