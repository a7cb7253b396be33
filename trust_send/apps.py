from django.apps import AppConfig


class TrustSendConfig(AppConfig):
    name = "trust_send"

    def ready(self) -> None:
        """Register the checks that refuse to start a process which could pass the walls."""
        from trust_send import checks  # noqa: F401 (importing registers)
