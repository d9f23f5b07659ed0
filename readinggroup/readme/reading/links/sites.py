"""What whole sites are made of: addresses that have papers and hardly anything else, and what others have."""
# ruff: noqa: E501 -- tables of words

import re

from papers.identifiers import host

PAPERS_WORDS = """
arxiv.org openreview.net doi.org aclanthology.org aclweb.org mlr.press nips.cc neurips.cc semanticscholar.org
thecvf.com jmlr.org dl.acm.org portal.acm.org queue.acm.org cacm.acm.org ieeexplore.ieee.org computer.org nature.com
science.org sciencemag.org pnas.org cell.com biorxiv.org medrxiv.org chemrxiv.org ncbi.nlm.nih.gov
pubmed.ncbi.nlm.nih.gov pmc.ncbi.nlm.nih.gov pubmed.gov europepmc.org sciencedirect.com elsevier.com springer.com
springeropen.com springernature.com wiley.com tandfonline.com oup.com oxfordjournals.org jstor.org
royalsocietypublishing.org journals.aps.org link.aps.org prl.aps.org iop.org aip.org scitation.org acs.org rsc.org
plos.org plosone.org elifesciences.org frontiersin.org mdpi.com hal.science archives-ouvertes.fr hal.inria.fr philpapers.org
philarchive.org psyarxiv.com socarxiv.org osf.io ssrn.com eprint.iacr.org drops.dagstuhl.de usenix.org vldb.org
cidrdb.org adsabs.harvard.edu inspirehep.net ijcai.org aaai.org isca-speech.org isca-archive.org
paperswithcode.com researchgate.net academia.edu projecteuclid.org ams.org cambridge.org sagepub.com direct.mit.edu
mitpressjournals.org arxiv-vanity.com ar5iv.org alphaxiv.org biomedcentral.com embopress.org jneurosci.org nejm.org
thelancet.com bmj.com jamanetwork.com ahajournals.org ascopubs.org aacrjournals.org rsna.org spiedigitallibrary.org
annualreviews.org optica.org osapublishing.org siam.org worldscientific.com aanda.org joss.theoj.org
citeseerx.ist.psu.edu citeseer.ist.psu.edu ceur-ws.org scirp.org peerj.com f1000research.com arvojournals.org
ecva.net bmva.org sigmod.org zenodo.org dspace.mit.edu escholarship.org muse.jhu.edu degruyter.com emerald.com
hindawi.com philsci-archive.pitt.edu eccc.weizmann.ac.il nowpublishers.com handle.net researchsquare.com preprints.org informs.org aeaweb.org nber.org
journals.uchicago.edu physiology.org asm.org genetics.org g3journal.org rupress.org
biologists.org biologists.com karger.com liebertpub.com ieee-security.org ndss-symposium.org roboticsproceedings.org
lrec-conf.org ifaamas.org educationaldatamining.org ismir.net dblp.org scholar.archive.org core.ac.uk psycnet.apa.org
econstor.eu jair.org transacl.org tmlr.org eartharxiv.org essoar.org agupubs.org copernicus.org
ametsoc.org cshlp.org jbc.org pubs.geoscienceworld.org deepblue.lib.umich.edu cogsci.mindmodeling.org papers.cool
connectedpapers.com scholar.google.com jstage.jst.go.jp cnki.net scholarpedia.org
"""
PAPERS = PAPERS_WORDS.split()
SITES = dict.fromkeys(PAPERS, "paper")
for kind, sites in {
    "video": "youtube.com youtu.be vimeo.com bilibili.com b23.tv slideslive.com videolectures.net loom.com ted.com twitch.tv panopto.com "
    "dailymotion.com media.ccc.de odysee.com wistia.com rutube.ru mediaspace.kaltura.com echo360.org microsoftstream.com media.upv.es tv.naver.com",
    "slides": "slideshare.net speakerdeck.com slides.com canva.com prezi.com figshare.com beautiful.ai gamma.app pitch.com docswell.com",
    "code": "github.com gitlab.com bitbucket.org codeberg.org sourceforge.net replit.com",
    "notebook": "colab.research.google.com nbviewer.jupyter.org nbviewer.org kaggle.com observablehq.com mybinder.org",
    "notes": "hackmd.io notion.so notion.site evernote.com overleaf.com roamresearch.com paper.dropbox.com craft.do codimd.web.cern.ch "
    "feishu.cn yuque.com shimo.im docs.qq.com etherpad.org hedgedoc.org",
    "blog": "medium.com towardsdatascience.com substack.com wordpress.com blogspot.com blogger.com lesswrong.com alignmentforum.org "
    "dev.to distill.pub lilianweng.github.io tumblr.com hashnode.dev transformer-circuits.pub thegradient.pub ruder.io zhuanlan.zhihu.com "
    "mp.weixin.qq.com quantamagazine.org qiita.com zenn.dev note.com velog.io tistory.com gwern.net habr.com jalammar.github.io csdn.net",
    "other": "wikipedia.org amazon.com goodreads.com twitter.com x.com linkedin.com huggingface.co theguardian.com nytimes.com theatlantic.com "
    "newyorker.com wired.com economist.com bbc.com bbc.co.uk washingtonpost.com wsj.com vox.com npr.org bloomberg.com zeit.de lemonde.fr",
    "join": "meet.google.com teams.microsoft.com discord.gg discord.com meetup.com eventbrite.com calendar.google.com groups.google.com "
    "gather.town forms.gle doodle.com lu.ma luma.com meet.jit.si whereby.com webex.com slack.com calendly.com eventbrite.co.uk",
}.items():
    for site in sites.split():
        SITES[site] = kind
# Archives of everything, slides too: only their words tell.
OPEN = {"zenodo.org", "osf.io", "researchgate.net", "academia.edu", "doi.org", "handle.net", "usenix.org", "archives-ouvertes.fr"}  # fmt: skip
# The page of someone there, and of no work.
PROFILE = re.compile(r"scholar\.google\.[a-z.]+/citations\?(?!.*view_op=view_citation)|researchgate\.net/profile/|dblp\.[\w.-]+/pid/", re.IGNORECASE)  # fmt: skip
# The page of one work there.
PUBLICATION = re.compile(r"researchgate\.net/publication/\d+", re.IGNORECASE)
# A DOI, an arXiv id or a number of PubMed in the path, wherever the page is, as through the proxy of a library;
# a page of a conference's accepted papers.
IDENTIFIED = re.compile(
    r"/accepted[-_]?papers?/(?:\w+/)*[\w-]{12}|/(?:doi/(?:\w+/){0,2})?10\.\d{4,9}/\S|/(?:abs|pdf)/\d{4}\.\d{4,5}|/articles?/(?:PMC|pii/)\w|/pubmed/\d+|arxiv-org|/research/publications?/[\w-]{12}",
    re.IGNORECASE,
)


def suffixes(site):
    """The site and those that it is a part of: "a.b.org", "b.org".

    >>> suffixes("proceedings.mlr.press")
    ['proceedings.mlr.press', 'mlr.press']
    """
    parts = site.split(".")
    return [".".join(parts[at:]) for at in range(len(parts) - 1)]


def kind_of(site):
    return next((SITES[name] for name in suffixes(site) if name in SITES), "")


def is_publisher(url):
    """Whether the site, or the page by its address, has papers and hardly anything else."""
    return not PROFILE.search(url) and (kind_of(host(url)) == "paper" or bool(IDENTIFIED.search(url)))


def is_paper(url):
    """As is_publisher(), and nobody puts slides there."""
    return is_publisher(url) and (not OPEN.intersection(suffixes(host(url))) or bool(PUBLICATION.search(url)))
