"""Handlers of organizations, categories and the import."""

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.forms import ROLE_WORDS
from checklist.accounts.models import ADMINISTRATOR, STAFF
from checklist.accounts.queries import memberships_of, without_password
from checklist.clock import now, today
from checklist.db import find
from checklist.headers import never_stored
from checklist.htmx import invalid, leave_for, wants_fragment
from checklist.organizations.carrying import opened_rows, sealed_rows
from checklist.organizations.forms import CategoryForm, ImportForm, NewOrganizationForm, OrganizationForm
from checklist.organizations.founding import add_category, found, rename, sort_into
from checklist.organizations.importing import carry_out
from checklist.organizations.listing import category_counts, page_of, rows_of, wanted_organizations
from checklist.organizations.models import ASSOCIATION, CATEGORY, MEMBER_UNIT, Organization
from checklist.organizations.planning_import import Plan, plan_import
from checklist.organizations.queries import (
    all_categories,
    chosen_categories,
    lock_office,
    organizations_for,
    possible_parents,
    units_under,
    with_names_and_categories,
)
from checklist.organizations.reading_sheet import MAX_BYTES, SheetRow, UnreadableSheet, read_sheet
from checklist.organizations.writing_template import import_template
from checklist.refusals import Refused

bp = Blueprint("organizations", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/organizations")
@only(ADMINISTRATOR, STAFF)
def list_organizations() -> Response:
    """All organizations with their secretaries' telephones, filtered by the address."""
    by, categories = actor(), all_categories()
    wanted = wanted_organizations(request.args, categories)
    page = page_of(organizations_for(by), wanted, request.args.get("page", 1, type=int))
    is_administrator = by.role == ADMINISTRATOR
    html = render_template(
        "organizations/_list.html" if wants_fragment() else "organizations/list_organizations.html",
        rows=rows_of(page.items),
        page=page,
        wanted=wanted,
        categories=categories,
        without_password=len(without_password()) if is_administrator else 0,
        without_code=len(without_password(now())) if is_administrator else 0,
    )
    return never_stored(make_response(html))


@bp.get("/organizations/<int:organization_id>")
@only(ADMINISTRATOR, STAFF)
def show_organization(organization_id: int) -> Response:
    """One organization: names old and new, categories, people, member units."""
    organization = find(with_names_and_categories(organizations_for(actor())), organization_id)
    html = render_template(
        "organizations/show_organization.html",
        organization=organization,
        memberships=memberships_of(organization_id),
        units=units_under(organization_id) if not organization.is_office else [],
        parent=organization.parent_id and find(organizations_for(actor()), organization.parent_id),
        role_words=ROLE_WORDS,
    )
    return never_stored(make_response(html))


@bp.get("/organizations/new")
@only(ADMINISTRATOR)
def new_organization() -> Response:
    """The form for a new association or member unit."""
    return _new_page(NewOrganizationForm(all_categories(), possible_parents(), formdata=None), 200)


@bp.post("/organizations")
@only(ADMINISTRATOR)
def create_organization() -> Response:
    """A new association of the office, or a member unit of an association."""
    form = NewOrganizationForm(all_categories(), possible_parents())
    if not form.validate_on_submit():
        return _new_page(form, 422)
    try:
        with acting() as by:
            parent = find(organizations_for(by), form.parent.data)
            kind = ASSOCIATION if parent.is_office else MEMBER_UNIT
            made = found(parent, kind, form.name.data, chosen_categories(form.category_ids), by=by, at=now())
    except Refused as refusal:
        form.form_errors.append(str(refusal.sentence))
        return _new_page(form, 422)
    return leave_for(
        url_for("organizations.show_organization", organization_id=made.id),
        message=_("已新增%(name)s。下一步请增加人员。", name=made.name),
    )


@bp.get("/organizations/<int:organization_id>/edit")
@only(ADMINISTRATOR)
def edit_organization(organization_id: int) -> Response:
    """The form for another name or other categories."""
    organization = find(with_names_and_categories(organizations_for(actor())), organization_id)
    ids = [category.id for category in organization.categories]
    form = OrganizationForm(all_categories(), formdata=None, name=organization.name, category=ids, tag=ids)
    return _edit_page(organization, form, 200)


@bp.post("/organizations/<int:organization_id>/edit")
@only(ADMINISTRATOR)
def update_organization(organization_id: int) -> Response:
    """Another name (the old one is kept) or other categories."""
    organization = find(organizations_for(actor()), organization_id)
    form = OrganizationForm(all_categories())
    if not form.validate_on_submit():
        return _edit_page(organization, form, 422)
    try:
        with acting() as by:
            changed = find(with_names_and_categories(organizations_for(by)), organization_id, locked=True)
            rename(changed, form.name.data, by=by, at=now(), today=today())
            sort_into(changed, chosen_categories(form.category_ids), by=by, at=now())
    except Refused as refusal:
        form.form_errors.append(str(refusal.sentence))
        return _edit_page(organization, form, 422)
    return leave_for(
        url_for("organizations.show_organization", organization_id=organization_id), message=_("单位信息已保存。")
    )


@bp.get("/categories")
@only(ADMINISTRATOR)
def list_categories() -> str:
    """Categories and tags, with how many organizations bear each."""
    return render_template(
        "organizations/list_categories.html", counts=category_counts(), form=CategoryForm(formdata=None)
    )


@bp.post("/categories")
@only(ADMINISTRATOR)
def create_category() -> Response:
    """A new category or tag; the one of that name stays as it is."""
    form = CategoryForm()
    if not form.validate_on_submit():
        return _categories_page(form)
    try:
        with acting() as by:
            category = add_category(form.kind.data, form.name.data, by=by, at=now())
    except Refused as refusal:
        form.form_errors.append(str(refusal.sentence))
        return _categories_page(form)
    return leave_for(url_for("organizations.list_categories"), message=_("已有“%(name)s”。", name=category.name))


@bp.get("/organizations/import")
@only(ADMINISTRATOR)
def new_import() -> str:
    """The form for a filled-in table, and the template to download."""
    return render_template("organizations/new_import.html", form=ImportForm(formdata=None))


@bp.get("/organizations/import/template.xlsx")
@only(ADMINISTRATOR)
def show_import_template() -> Response:
    """The table to fill in."""
    names = [category.name for category in all_categories() if category.kind == CATEGORY]
    response = make_response(import_template(names))
    response.mimetype = XLSX
    response.headers.set("Content-Disposition", "attachment", filename="checklist-organizations.xlsx")
    return response


@bp.post("/organizations/import/preview")
@only(ADMINISTRATOR)
def create_import_preview() -> Response:
    """What importing the table would do; nothing is stored."""
    form = ImportForm()
    if form.validate_on_submit():
        try:
            return _preview_page(read_sheet(form.file.data.read(MAX_BYTES + 1)))
        except UnreadableSheet as problem:
            form.file.errors = [problem.sentence]
    return make_response(render_template("organizations/new_import.html", form=form), 422)


@bp.post("/organizations/import")
@only(ADMINISTRATOR)
def create_import() -> Response:
    """Import the rows of a preview: all of them, or none where there is a problem by now."""
    rows = opened_rows(request.form.get("rows", ""))
    if rows is None:
        raise Refused(_("预览的内容不完整。请重新上传表格。"))
    with acting() as by:
        lock_office()
        plan = plan_import(rows)
        if not plan.problem_count:
            carry_out(plan, by=by, at=now())
    if plan.problem_count:
        return _preview_page(rows)
    return leave_for(url_for("organizations.list_organizations"), message=_import_words(plan))


def _preview_page(rows: list[SheetRow]) -> Response:
    plan = plan_import(rows)
    page = render_template("organizations/show_import_preview.html", plan=plan, rows=sealed_rows(rows))
    return never_stored(make_response(page, 422 if plan.problem_count else 200))


def _import_words(plan: Plan) -> str:
    if plan.changes_nothing:
        return _("表格里的内容都已经有了，没有变化。")
    return _(
        "已导入：新增单位 %(founded)d 个，调整类别或标签 %(sorted)d 个，新增秘书任职 %(joining)d 人。",
        founded=plan.founded_count,
        sorted=plan.sorted_count,
        joining=plan.joining_count,
    )


def _categories_page(form: CategoryForm) -> Response:
    fragment, page = "organizations/_category_form.html", "organizations/list_categories.html"
    return invalid(fragment, page, counts=category_counts(), form=form)


def _new_page(form: NewOrganizationForm, status: int) -> Response:
    template = "organizations/_new_form.html" if wants_fragment() else "organizations/new_organization.html"
    return make_response(render_template(template, form=form), status)


def _edit_page(organization: Organization, form: OrganizationForm, status: int) -> Response:
    template = "organizations/_edit_form.html" if wants_fragment() else "organizations/edit_organization.html"
    return make_response(render_template(template, organization=organization, form=form), status)
