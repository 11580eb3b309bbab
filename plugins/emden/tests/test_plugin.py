"""What every plugin must hold."""

from wiedervorlage.testing import PluginSuite


class TestEmden(PluginSuite):
    key = "emden"
    expected_failures = {
        "overlaps": {
            "bb-folgekontakt-schule / bb-folgekontakt-sommer": "zwei Sätze für einen Bewerber: der frühere Tag gilt",
            "zeugnis-halbjahr / zeugnis-jahr": "zwei Zeugnisse im Jahr: das frühere kommt zuerst",
        },
        "walk": {
            "bb-folgekontakt": "am 30.09. schließt das Berichtsjahr, danach läuft das nächste",
            "konzeptpruefung": "zum 31.12. jeden Jahres",
        },
    }
