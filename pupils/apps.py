from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "pupils"

    def ready(self) -> None:
        """Name the sources of reach and the kinds of work of this app."""
        from pupils import sight
        from trust_send.platform.jobs import kinds
        from trust_send.platform.walls import sources

        sources.register(sight.of_children)
        kinds.register("pupils-read", task="pupils.tasks.read_import", label="Reading the file")
        kinds.register("pupils-apply", task="pupils.tasks.apply_import", label="Bringing in pupils")
        kinds.register("pupils-undo", task="pupils.tasks.undo_import", label="Taking the import back")
        kinds.register("pupils-new-year", task="pupils.tasks.begin_year", label="Beginning the new school year")
        kinds.register("pupils-new-year-undo", task="pupils.tasks.undo_year", label="Taking the new year back")
        kinds.register("letter", task="pupils.tasks.make_letter", label="A letter to the family", queue="documents")
