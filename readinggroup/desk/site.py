from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = "The organizers’ desk"
    site_title = "Organizers"
    index_title = "What needs doing"
    empty_value_display = "–"
    # The front page lists all there is; a second list beside each form takes the room that the form needs.
    enable_nav_sidebar = False
