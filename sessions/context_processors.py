def group(request):
    """Who the group is, for the header and the footer of every page."""
    return {"group": getattr(request, "group", None)}
