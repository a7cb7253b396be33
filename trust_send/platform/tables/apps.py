from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "trust_send.platform.tables"
    label = "tables"

    def ready(self) -> None:
        """What an import no longer needs is removed every night."""
        from trust_send.platform.jobs import kinds

        kinds.register("tables-dispose", task="tables.dispose", label="Emptying old imports", every_night=True)
