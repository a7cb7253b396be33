"""Coming in: first who, then how. allauth does the rest."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator

from schools.passwords import WhoForm


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """Asks for the email address, then offers a password or a code.

    Nothing is looked up between the two: the second page is the same for every address, and comes as quickly, so
    it tells nobody who has an account or in which way they come in.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A form with a password goes to allauth; without one it says who comes."""
        return super().post(request, *args, **kwargs) if "password" in request.POST else self.ask_how(request)

    def ask_how(self, request: HttpRequest) -> HttpResponse:
        """Offer the ways in to this address, or ask for it again when it is none."""
        who = WhoForm(request.POST)
        if not who.is_valid():
            return self.render_to_response(self.get_context_data(form=who))
        how = self.get_form_class()(request=request, initial={"login": who.cleaned_data["login"]})
        return self.render_to_response(self.get_context_data(form=how, who=who.cleaned_data["login"]))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """A wrong password is told on the second page, a wrong address on the first."""
        context = super().get_context_data(**more)
        form = context["form"]
        if "password" in form.data and "login" not in form.errors:
            context["who"] = form.data["login"]
        return context


sign_in = SignInView.as_view()
