//! Every page and its address. Only this file knows them all.

use crate::account::{AccountPage, CodePage, LinkPage, SignInPage};
use crate::application::{
    ApplicationsPage, CheckPage, CopyPage, SignPage, StatusPage, StepPage, TaskListPage,
    WithdrawPage,
};
use crate::consult::ConsultPage;
use crate::dashboard::DashboardPage;
use crate::development::MailBoxPage;
use crate::directory::{DirectoryPage, ListedPage};
use crate::error::AppError;
use crate::form_use::FormUsePage;
use crate::guidance::{GuidancePage, GuidePage, ResourcesPage};
use crate::look::LookPage;
use crate::member::{BegunPage, ClaimsPage, InvitationPage, MembersPage};
use crate::office::{
    ApplicationHistoryPage, ApplicationPage, AskConsultPage, BulkPage, DecidePage, MeetingPage,
    MergePage, OfficeApplicationsPage, OfficePage, OrganizationPage, OrganizationsPage,
    PartnershipHistoryPage, PartnershipPage, PartnershipsPage, PeoplePage, PreviewPage,
    ProfilePage, RolesPage,
};
use crate::outbox::{MailPage, MailTextsPage, OutboxPage};
use crate::page::problem;
use crate::platform::PlatformPage;
use crate::start::StartPage;
use crate::welcome::{ProcessPage, WelcomePage};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The pages. Each waits for what it loads, so that it is whole without any script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=|| problem(AppError::NotFound)>
                <Route path=path!("/") view=WelcomePage ssr=SsrMode::Async/>
                <Route path=path!("/process") view=ProcessPage ssr=SsrMode::Async/>
                <Route path=path!("/start") view=StartPage ssr=SsrMode::Async/>
                <Route path=path!("/directory") view=DirectoryPage ssr=SsrMode::Async/>
                <Route path=path!("/directory/:slug") view=ListedPage ssr=SsrMode::Async/>
                <Route path=path!("/guidance") view=GuidancePage ssr=SsrMode::Async/>
                <Route path=path!("/guidance/:slug") view=GuidePage ssr=SsrMode::Async/>
                <Route path=path!("/resources") view=ResourcesPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/code") view=CodePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/link") view=LinkPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/applications") view=ApplicationsPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id") view=TaskListPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/check") view=CheckPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/sign") view=SignPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/status") view=StatusPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/copy") view=CopyPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/withdraw") view=WithdrawPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/members") view=MembersPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:id/:step") view=StepPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/platform/:id") view=PlatformPage ssr=SsrMode::Async/>
                <Route path=path!("/consult/:id") view=ConsultPage ssr=SsrMode::Async/>
                <Route path=path!("/office") view=OfficePage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications") view=OfficeApplicationsPage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications/:id") view=ApplicationPage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications/:id/meeting") view=MeetingPage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications/:id/consult") view=AskConsultPage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications/:id/decide/:action") view=DecidePage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications/:id/decide/:action/preview") view=PreviewPage ssr=SsrMode::Async/>
                <Route path=path!("/office/applications/:id/history") view=ApplicationHistoryPage ssr=SsrMode::Async/>
                <Route path=path!("/office/partnerships/:id/history") view=PartnershipHistoryPage ssr=SsrMode::Async/>
                <Route path=path!("/office/organizations") view=OrganizationsPage ssr=SsrMode::Async/>
                <Route path=path!("/office/organizations/:id") view=OrganizationPage ssr=SsrMode::Async/>
                <Route path=path!("/office/partnerships") view=PartnershipsPage ssr=SsrMode::Async/>
                <Route path=path!("/office/partnerships/:id") view=PartnershipPage ssr=SsrMode::Async/>
                <Route path=path!("/office/bulk") view=BulkPage ssr=SsrMode::Async/>
                <Route path=path!("/office/organizations/:id/merge") view=MergePage ssr=SsrMode::Async/>
                <Route path=path!("/office/dashboard") view=DashboardPage ssr=SsrMode::Async/>
                <Route path=path!("/office/form-use") view=FormUsePage ssr=SsrMode::Async/>
                <Route path=path!("/office/begun") view=BegunPage ssr=SsrMode::Async/>
                <Route path=path!("/office/claims") view=ClaimsPage ssr=SsrMode::Async/>
                <Route path=path!("/office/profile") view=ProfilePage ssr=SsrMode::Async/>
                <Route path=path!("/office/mail-texts") view=MailTextsPage ssr=SsrMode::Async/>
                <Route path=path!("/office/mails") view=OutboxPage ssr=SsrMode::Async/>
                <Route path=path!("/office/mails/:mail") view=MailPage ssr=SsrMode::Async/>
                <Route path=path!("/office/people") view=PeoplePage ssr=SsrMode::Async/>
                <Route path=path!("/office/people/roles") view=RolesPage ssr=SsrMode::Async/>
                <Route path=path!("/office/look") view=LookPage ssr=SsrMode::Async/>
                <Route path=path!("/dev/mail") view=MailBoxPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
