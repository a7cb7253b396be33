"""The trust's own name and colours."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools import selectors
from schools.forms.trusts import TrustForm
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from schools.services import trusts


@needs(Verb.EDIT_TRUST)
@require_http_methods(["GET", "HEAD", "POST"])
def trust_edit(request: StaffRequest) -> HttpResponse:
    """Change the trust's name and colours."""
    trust = selectors.places.trust(reach=request.reach)
    form = TrustForm(request.POST or None, instance=trust)
    if request.method == "POST" and form.is_valid():
        trusts.describe(trust=form.instance)
        messages.success(request, "The trust's name and colours are saved.")
        return redirect("trust-edit")
    return render(request, "schools/trust_edit.html", {"form": form})
