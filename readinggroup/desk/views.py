"""What the desk's buttons do. Each answers a POST and leads back to where it was pressed."""

from contextlib import contextmanager

from django.contrib import messages
from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from papers.history import recorded, say
from papers.kept_forms import brought_back
from papers.models import Paper, Resource
from readinggroup.desk import state
from readinggroup.desk.forms import NextForm, PasteForm
from sessions.models import Material, Reading, Session
from sessions.models.timeline import LACKABLE
from sessions.paste import WORDS, Done, attach, keep_file, look_up, title_of
from sessions.planning import next_session
from sessions.told import PERMISSIONS, UNDO_SALT, tell, tell_doubts, undo_buttons

EDIT = "reading_sessions.change_session"
ADD = "reading_sessions.add_session"
DELETE = "reading_sessions.delete_session"
ADDED_SALT = "desk.added"
NO_TITLE = "No title could be fetched for these links just now. Type one: what will you talk about?"
UNDO_SECONDS = 24 * 60 * 60
UNDOABLE = {model._meta.model_name: model for model in (Reading, Material, Paper, Resource)}


def allowed(request, *permissions):
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def context(request, site, **forms):
    """All that the desk shows; nothing for those who may log in and edit no sessions."""
    if not request.user.has_perm(EDIT):
        return {}
    planned = next_session()
    missing, missing_count = state.missing()
    next_form = forms.get("next_form") or NextForm(instance=planned, auto_id="next_%s")
    return {
        "desk": True,
        "planned": planned,
        "may_paste": request.user.has_perms(PERMISSIONS),
        "next_form": request.user.has_perm(ADD) and next_form,
        "next_session": state.next_session(),
        "missing": missing,
        "missing_count": missing_count,
        "suggestions": state.suggestions(),
        "decks": state.decks(),
        "unfetched": state.unfetched(),
        "broken_links": state.broken_links(),
        "silent_webhooks": state.silent_webhooks(),
        "paste_form": PasteForm(),
        "pasted": forms.get("pasted"),
    }


@require_http_methods(["GET", "POST"])
def add_next(request, site):
    """Adds the session after the last one, with its readings; "draft" among the data keeps it from visitors."""
    allowed(request, ADD, *PERMISSIONS)
    planned = next_session()
    if request.method == "GET":
        typed = brought_back(request)
        return again(request, site, next_form=NextForm(typed, instance=planned, auto_id="next_%s"))
    form = NextForm(request.POST, instance=planned, auto_id="next_%s")
    if not form.is_valid():
        return again(request, site, next_form=form)
    found = look_up(planned, form.cleaned_data["links"])
    session = form.save(commit=False)
    session.title = session.title or title_of(found)[:200]
    if not session.title:
        form.add_error("title", NO_TITLE)
        return again(request, site, next_form=form)
    session.status = Session.Status.DRAFT if "draft" in request.POST else Session.Status.SCHEDULED
    with revision(request, session, "Added on the desk."):
        session.save()
        done = attach(session, found)
    LogEntry.objects.log_actions(request.user.pk, [session], ADDITION, "Added on the desk.", single_object=True)
    words = "{} is a draft: only organizers see it. {}" if session.is_draft else "{} is announced. {}"
    messages.success(request, format_html(words, link_to(session), undo_adding(request, session)))
    tell(request, session, done)
    tell_doubts(request, session)
    return redirect("admin:index")


@require_http_methods(["GET", "POST"])
def paste_links(request, site, pk):
    """Attaches the pasted links, and a file, to one session."""
    allowed(request, *PERMISSIONS)
    session = get_object_or_404(Session.objects.with_timeline(), pk=pk)
    if request.method == "GET":
        return again(request, site, pasted=(session, PasteForm(brought_back(request))))
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return again(request, site, pasted=(session, form))
    found = look_up(session, form.cleaned_data["links"])
    with recorded(request.user):
        done = attach(session, found)
        if file := form.cleaned_data["file"]:
            done.append(keep_file(session, file))
        if any(one.line for one in done):
            say(session, "Pasted on the desk.")
    tell(request, session, done)
    tell_doubts(request, session)
    return redirect(back(request))


@require_POST
def read_paper(request, site, pk):
    """Makes a paper of the list a reading of the session that comes next."""
    allowed(request, *PERMISSIONS)
    paper = get_object_or_404(Paper, pk=pk)
    session = state.next_session()
    if session is None:
        messages.warning(request, "There is no session to come. Add one first.")
    else:
        with revision(request, session, "Added from the list on the desk."):
            reading, made = Reading.objects.get_or_create(session=session, paper=paper)
        words = "“{}” is now a reading of {}." if made else "“{}” is on the list of {} already."
        undoing = undo_buttons(session, Done("", reading)) if made else ""
        messages.success(request, format_html(words + " {}", paper, link_to(session), undoing))
    return redirect("admin:index")


@require_POST
def expect_none(request, site, pk, what):
    """Notes that a session has no recording, slides, … and none will come; "expected" among the data takes it back."""
    allowed(request, EDIT)
    session = get_object_or_404(Session, pk=pk)
    if what not in LACKABLE:
        raise Http404
    expected = "expected" in request.POST
    setattr(session, f"expects_{what}", expected)
    name = state.WORDS[what]
    words = f"{name.capitalize()}: still to come." if expected else f"{name.capitalize()}: there is none."
    with revision(request, session, words):
        session.save(update_fields=[f"expects_{what}"])
    address = reverse("admin:desk_none", args=[pk, what])
    button = '<button form="desk-button" formaction="{}" name="expected" value="yes">Undo</button>'
    taking_back = "" if expected else format_html(button, address)
    messages.success(request, format_html("{}: {} {}", link_to(session), words, taking_back))
    return redirect("admin:index")


@require_POST
def undo(request, site):
    """Takes back what one pasted line did; "role" in the address gives the link another role instead."""
    allowed(request, *PERMISSIONS)
    try:
        noted = signing.loads(request.GET.get("what", ""), salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        messages.error(request, "This cannot be undone any more.")
        return redirect("admin:index")
    session = Session.objects.with_timeline().filter(pk=noted["session"]).first()
    name, key = noted["line"]
    line = UNDOABLE[name].objects.filter(pk=key, session=session).first() if session else None
    if line is None:
        messages.warning(request, "It is gone already.")
        return redirect("admin:index")
    role = request.GET.get("role", "")
    found = look_up(session, noted["text"], role) if role in WORDS and noted["text"] else []
    with revision(request, session, f"Taken back: {line}."[:190]):
        line.delete()
        done = attach(session, found)
        kept = {work.row for *_, work in found if work}
        if noted["made"] and not done:
            remove_if_unused(*noted["made"], kept)
    if not done:
        messages.success(request, format_html("Undone: {} is as it was.", link_to(session)))
    tell(request, session, done)
    tell_doubts(request, session)
    return redirect(back(request))


def undo_adding(request, session):
    """A button that takes back a session that was just added, for those who may delete one."""
    if not request.user.has_perm(DELETE):
        return ""
    session.refresh_from_db(fields=["sequence"])
    what = signing.dumps({"session": session.pk, "sequence": session.sequence}, salt=ADDED_SALT)
    address = reverse("admin:desk_take_back")
    return format_html('<button form="desk-button" formaction="{}?what={}">Take it back</button>', address, what)


@require_POST
def take_back(request, site):
    """Deletes the session that was just added, unless somebody has worked on it since."""
    allowed(request, DELETE)
    try:
        noted = signing.loads(request.GET.get("what", ""), salt=ADDED_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        messages.error(request, "This cannot be undone any more.")
        return redirect("admin:index")
    session = Session.objects.filter(pk=noted["session"]).first()
    if session is None:
        messages.warning(request, "It is gone already.")
    elif session.sequence != noted["sequence"]:
        words = "{} was changed since. Open it to delete it, or to make a draft of it."
        messages.warning(request, format_html(words, link_to(session)))
    else:
        LogEntry.objects.log_actions(request.user.pk, [session], DELETION, single_object=True)
        session.delete()
        words = '“{}” is taken back. <a href="{}">Bring it back</a>'
        deleted = reverse("admin:reading_sessions_session_recoverlist")
        messages.success(request, format_html(words, session, deleted))
    return redirect("admin:index")


def remove_if_unused(name, key, kept):
    """A paper or resource that was made for the line and that nothing else refers to by now."""
    row = UNDOABLE[name].objects.filter(pk=key).first()
    if row is None or row in kept:
        return
    refers = [field.get_accessor_name() for field in row._meta.related_objects if not field.hidden]
    if any(getattr(row, accessor).exists() for accessor in refers):
        return
    row.delete()


@contextmanager
def revision(request, session, words):
    """What happens within it is one step of the session's history."""
    with recorded(request.user):
        yield
        say(session, words)


def link_to(session):
    address = reverse("admin:reading_sessions_session_change", args=[session.pk])
    return format_html('<a href="{}">{}</a>', address, session)


def again(request, site, **forms):
    """The desk once more, with a form that was not filled in right."""
    response = site.index(request, context(request, site, **forms))
    if request.method == "POST":
        response.status_code = 422
    return response


def back(request):
    """The page that the button was on."""
    where = request.META.get("HTTP_REFERER", "")
    own = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return where if own and "/desk/" not in where else reverse("admin:index")
