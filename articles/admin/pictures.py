"""The pictures on an article's form: order, description, credit, upload."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.fields import LINE, DeskForm, PictureField
from articles.curation.permissions import CHANGE_ARTICLE, UPLOAD_PICTURE
from articles.curation.pictures import PictureLine
from articles.models import Article, Image, Rendition


class PictureForm(DeskForm):
    """One picture."""

    upload = PictureField(
        label=_("File"), required=False, help_text=_("JPEG, PNG, WebP or GIF, up to 24 megapixels.")
    )
    title = forms.CharField(label=_("What it shows"), required=False, max_length=1000, widget=LINE)

    class Meta:
        model = Image
        fields = ("title", "credit")

    @property
    def card(self) -> Rendition | None:
        """The file we hold of it, small."""
        return self.instance.rendition("card")

    def clean(self) -> dict[str, Any]:
        """A new picture needs a file."""
        if not self.instance.pk and self.has_changed() and not self.cleaned_data.get("upload"):
            self.add_error("upload", _("Choose a file, or leave this row empty."))
        return self.cleaned_data


class PicturesFormSet(forms.BaseInlineFormSet):
    """All pictures of an article; what they shall become is `lines()`, which `curation` writes."""

    def lines(self) -> list[PictureLine]:
        """The pictures in their new order, those to delete left out."""
        kept = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and form not in self.deleted_forms
        ]
        shown = {form.instance.pk for form in self.initial_forms}
        unseen = [
            image for image in self.get_queryset() if image.pk not in shown
        ]  # others added them meanwhile
        kept.sort(key=lambda form: form.cleaned_data.get("ORDER") or len(self.forms) + 1)
        return [
            PictureLine(
                id=form.instance.pk,
                title=form.cleaned_data["title"],
                credit=form.cleaned_data["credit"],
                upload=form.cleaned_data.get("upload"),
            )
            for form in kept
        ] + [PictureLine(image.pk, image.title, image.credit) for image in unseen]


class PicturesInline(admin.TabularInline):
    """Who may change the article may order and describe its pictures; to upload takes a permission."""

    model = Image
    form = PictureForm
    formset = PicturesFormSet
    fields = ("title", "credit", "upload")
    template = "admin/articles/article/pictures.html"
    verbose_name_plural = _("pictures")

    @property
    def media(self) -> forms.Media:
        return forms.Media()

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **keywords: Any) -> int:
        return 1 if request.user.has_perm(UPLOAD_PICTURE) else 0

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **keywords: Any) -> Any:
        return super().get_formset(request, obj, can_order=True, **keywords)

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm(UPLOAD_PICTURE)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm(CHANGE_ARTICLE)

    has_delete_permission = has_change_permission
